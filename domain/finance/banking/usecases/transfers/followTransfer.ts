import { Effect } from "effect"
import { Transfers } from "../../../../../ports/finance/Transfers.ts"
import { jobHandler } from "../../../../platform/jobs/model/index.ts"
import { notAnswered, notUsable, openConnection } from "../../../providers/usecases/index.ts"
import { followTransferKind, transferTransitions } from "../../model/index.ts"
import { bankingOf } from "../bankingOf.ts"
import { keepFollowed } from "./keepFollowed.ts"
import { noSuchTransfer } from "./noSuchTransfer.ts"

/** The work of `banking.follow-transfer`: reads the order and its movements again, and writes what was read. */
export const followTransfer = jobHandler(followTransferKind, ({ transferId }) =>
  Effect.gen(function* () {
    const { find } = yield* Transfers
    const transfer = yield* Effect.mapError(find(transferId), () => noSuchTransfer)
    const { connectionId, orderReference, state } = transfer
    if (orderReference === null || transferTransitions[state].length === 0) return { state }
    const connection = yield* Effect.mapError(openConnection(connectionId, "asking"), notUsable)
    const followed = yield* Effect.flatMap(bankingOf(connection), (banking) =>
      banking.placedTransfer(connection, orderReference)
    ).pipe(Effect.mapError(notAnswered))
    yield* keepFollowed(connection, transferId, followed)
    return { state: (yield* Effect.mapError(find(transferId), () => noSuchTransfer)).state }
  })
)

import { Effect, Option } from "effect"
import { ProviderAccounts } from "../../../../../ports/finance/ProviderAccounts.ts"
import { Transfers } from "../../../../../ports/finance/Transfers.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import type { OpenConnection } from "../../../providers/model/index.ts"
import { afterPlaced, type FollowedTransfer, type TransferId } from "../../model/index.ts"
import { keepPage } from "../keepPage.ts"
import { advanceTransfer } from "./advanceTransfer.ts"

/** Writes an order as the institution has it now, and its movements: each is a bank line, and a step of the transfer. */
export const keepFollowed = Effect.fnUntraced(function* (
  { id: connectionId, provider }: OpenConnection,
  id: TransferId,
  { movements, placed }: FollowedTransfer
) {
  const { write } = yield* UnitOfWork
  const transfers = yield* Transfers
  const accounts = yield* ProviderAccounts
  yield* write(
    Effect.gen(function* () {
      for (const reference of new Set(movements.map(({ accountReference }) => accountReference))) {
        const account = yield* accounts.findByReference(connectionId, reference)
        const own = movements.filter(({ accountReference }) => accountReference === reference)
        if (Option.isSome(account)) yield* keepPage(provider, account.value, own, null)
      }
      const { transfer } = yield* Effect.orDie(transfers.hold(id))
      yield* advanceTransfer(transfer, afterPlaced(transfer, placed))
    })
  )
})

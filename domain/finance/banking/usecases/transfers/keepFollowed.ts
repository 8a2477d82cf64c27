import { Effect } from "effect"
import { Transfers } from "../../../../../ports/finance/Transfers.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import type { OpenConnection } from "../../../providers/model/index.ts"
import { afterMovements, afterPlaced, type FollowedTransfer, type TransferId } from "../../model/index.ts"
import { advanceTransfer } from "./advanceTransfer.ts"
import { keepMovements } from "./keepMovements.ts"

/** Writes an order as the institution has it now, and its movements: each is a bank line, and a step of the transfer,
 * also one that was told before it was known whose it is. */
export const keepFollowed = Effect.fnUntraced(function* (
  connection: OpenConnection,
  id: TransferId,
  { movements, placed }: FollowedTransfer
) {
  const { write } = yield* UnitOfWork
  const transfers = yield* Transfers
  yield* write(
    Effect.gen(function* () {
      yield* keepMovements(connection, movements)
      const { transfer } = yield* Effect.orDie(transfers.hold(id))
      yield* advanceTransfer(transfer, afterMovements(afterPlaced(transfer, placed), movements))
    })
  )
})

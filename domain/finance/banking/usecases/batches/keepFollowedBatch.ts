import { Effect } from "effect"
import { TransferBatches } from "../../../../../ports/finance/TransferBatches.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import type { OpenConnection } from "../../../providers/model/index.ts"
import {
  afterBatchPlaced,
  afterMovements,
  type FollowedTransfer,
  type TransferBatchId
} from "../../model/index.ts"
import { keepMovements } from "../transfers/keepMovements.ts"
import { moveBatch } from "./moveBatch.ts"

/**
 * Writes the order of a batch as the institution has it now, and its movements: each is a bank line, and a step of the
 * line that it carries out. The batch is held first, then the accounts, then the lines.
 */
export const keepFollowedBatch = Effect.fnUntraced(function* (
  connection: OpenConnection,
  id: TransferBatchId,
  { movements, placed }: FollowedTransfer
) {
  const { write } = yield* UnitOfWork
  const { hold } = yield* TransferBatches
  yield* write(
    Effect.gen(function* () {
      const batch = yield* Effect.orDie(hold(id))
      yield* keepMovements(connection, movements)
      yield* moveBatch(batch, afterBatchPlaced(batch, placed), (line) => afterMovements(line, movements))
    })
  )
})

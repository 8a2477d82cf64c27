import { Effect } from "effect"
import { Transfers } from "../../../../../ports/finance/Transfers.ts"
import type { ConnectionId } from "../../../providers/model/index.ts"
import { afterMovements, type ProvidedTransaction } from "../../model/index.ts"
import { advanceTransfer } from "./advanceTransfer.ts"

/** What movements mean for the transfers that they belong to, in the running unit of work. */
export const followMovements = Effect.fnUntraced(function* (
  connectionId: ConnectionId,
  told: ReadonlyArray<ProvidedTransaction>
) {
  const { holdConcerned } = yield* Transfers
  const concerned = yield* holdConcerned(connectionId, {
    orders: told.flatMap(({ orderReference }) => orderReference ?? []),
    lines: told.flatMap(({ endToEndReference, lineReference }) => lineReference ?? endToEndReference ?? []),
    movements: told.flatMap(({ originReference }) => originReference ?? [])
  })
  for (const transfer of concerned) yield* advanceTransfer(transfer, afterMovements(transfer, told))
})

import { Effect } from "effect"
import { Transfers } from "../../../../../ports/finance/Transfers.ts"
import type { ConnectionId } from "../../../providers/model/index.ts"
import { afterMovement, type ProvidedTransaction, type Transfer } from "../../model/index.ts"
import { advanceTransfer } from "./advanceTransfer.ts"

/** What movements mean for the transfers that they belong to, in the running unit of work. */
export const followMovements = Effect.fnUntraced(function* (
  connectionId: ConnectionId,
  told: ReadonlyArray<ProvidedTransaction>
) {
  const { holdConcerned } = yield* Transfers
  const concerned = yield* holdConcerned(connectionId, {
    orders: told.flatMap(({ orderReference }) => orderReference ?? []),
    movements: told.flatMap(({ originReference }) => originReference ?? [])
  })
  for (const transfer of concerned) yield* advanceTransfer(transfer, after(transfer, told))
})

/** First what took the money, then what brought it back: a return names the movement that it returns. */
const after = (transfer: Transfer, told: ReadonlyArray<ProvidedTransaction>) => {
  const own = told.filter(
    ({ isReturn, orderReference }) => !isReturn && orderReference === transfer.orderReference
  )
  return told.filter(({ isReturn }) => isReturn).reduce(afterMovement, own.reduce(afterMovement, transfer))
}

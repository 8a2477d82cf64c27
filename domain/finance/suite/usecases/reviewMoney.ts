import { Effect } from "effect"
import { Conservation } from "../../../../ports/finance/Conservation.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import type { ProcessId } from "../../../platform/processes/model/index.ts"
import { amountOf } from "../../../shared/Money.ts"
import { Ids } from "../../../shared/Uuid.ts"
import type { EntryId } from "../../accounting/model/index.ts"
import { ConservationAlertId, firstBreak } from "../model/index.ts"

/**
 * Conservation of money: what an ended process has put on the clearing accounts has left them again. True when it has;
 * otherwise an alert stands, and names the first event that broke it, until it has.
 */
export const reviewMoney = Effect.fn("suite.reviewMoney")(function* (
  processId: ProcessId,
  entryIds: ReadonlyArray<EntryId>
) {
  const { clear, linesOf, raise } = yield* Conservation
  const events = yield* Events
  const broken = firstBreak(yield* linesOf(entryIds))
  if (broken === undefined) {
    if (yield* clear(processId)) {
      yield* events.publish({ type: "processes.conservation.restored", entityId: processId, payload: {} })
    }
    return true
  }
  const id = ConservationAlertId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  if (yield* raise(id, processId, broken)) {
    const { left, line } = broken
    yield* events.publish({
      type: "processes.conservation.broken",
      entityId: processId,
      payload: {
        account: line.account,
        amount: amountOf(left),
        currency: left.currency,
        entryId: line.entryId,
        eventId: line.eventId
      }
    })
  }
  return false
})

import { Effect } from "effect"
import { Covenants } from "../../../../../ports/finance/Covenants.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { type CovenantTestId, LoanTermDayRefused, mayWaive, type Waiver } from "../../model/index.ts"
import { today } from "../../../../shared/ParisDay.ts"

/** Notes that the lender waives a breach, once, on a day from the test's own on. */
export const waiveBreach = Effect.fn("credit.waiveBreach")(function* (id: CovenantTestId, waiver: Waiver) {
  const { write } = yield* UnitOfWork
  const covenants = yield* Covenants
  const events = yield* Events
  const now = yield* today
  return yield* write(
    Effect.gen(function* () {
      const { covenantId } = yield* covenants.test(id)
      yield* covenants.covenant(covenantId, "hold")
      const test = yield* covenants.test(id)
      yield* Effect.fromResult(mayWaive(yield* covenants.tests(covenantId), test))
      if (waiver.on > now || waiver.on < test.on) {
        return yield* new LoanTermDayRefused({ on: waiver.on, from: test.on, today: now })
      }
      const waived = yield* covenants.waive(id, waiver)
      yield* events.publish({
        type: "credit.covenant.waived",
        entityId: covenantId,
        payload: { covenantTestId: id, on: waiver.on }
      })
      return waived
    })
  )
})

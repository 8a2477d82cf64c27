import { Effect } from "effect"
import { Covenants } from "../../../../../ports/finance/Covenants.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import { Ids } from "../../../../shared/Uuid.ts"
import {
  type Covenant,
  type CovenantFigures,
  CovenantFiguresOdd,
  type CovenantId,
  covenantOutcome,
  CovenantTestId,
  type GivenFigures,
  latestTest,
  mayTest
} from "../../model/index.ts"
import { today } from "../../../../shared/ParisDay.ts"
import { figuresOn } from "./measureCovenant.ts"

/**
 * Measures a covenant on one of its days and keeps the figures: those of the books, or those `given` where it says no
 * measure. A day can be tested again, such as after its year was closed; a breach is told of once.
 */
export const testCovenant = Effect.fn("credit.testCovenant")(function* (
  id: CovenantId,
  on: LocalDate,
  given: GivenFigures | null
) {
  const { write } = yield* UnitOfWork
  const covenants = yield* Covenants
  const events = yield* Events
  const next = CovenantTestId.make(yield* Effect.flatMap(Ids, (ids) => ids.next))
  const now = yield* today
  return yield* write(
    Effect.gen(function* () {
      const covenant = yield* covenants.covenant(id, "hold")
      yield* Effect.fromResult(mayTest(covenant, on, now))
      const figures = yield* figuresFor(covenant, on, given)
      const before = latestTest(yield* covenants.tests(id), on)
      const outcome = covenantOutcome(covenant, figures)
      const added = yield* covenants.addTest({ id: next, covenantId: id, on, ...figures, ...outcome })
      const payload = { covenantTestId: next, on, outcome: added.outcome, value: added.value }
      yield* events.publish({ type: "credit.covenant.tested", entityId: id, payload })
      if (added.outcome === "breached" && before?.outcome !== "breached") {
        yield* events.publish({ type: "credit.covenant.breached", entityId: id, payload })
      }
      return added
    })
  )
})

const figuresFor = Effect.fnUntraced(function* (
  covenant: Covenant,
  on: LocalDate,
  given: GivenFigures | null
) {
  const measured = yield* figuresOn(covenant, on)
  if (measured !== undefined) {
    return given === null ? measured : yield* new CovenantFiguresOdd({ wanted: "none" })
  }
  if (given === null || (given.denominator === null) !== (covenant.form === "amount")) {
    return yield* new CovenantFiguresOdd({ wanted: covenant.form })
  }
  return { ...given, parts: [] } satisfies CovenantFigures
})

import { Effect, Option } from "effect"
import { Covenants } from "../../../../../ports/finance/Covenants.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { JobFailure, jobHandler } from "../../../../platform/jobs/model/index.ts"
import { requestJobOnce } from "../../../../platform/jobs/usecases/index.ts"
import { type CovenantId, foretellCovenantKind, isAhead, nextTestOn } from "../../model/index.ts"
import { today } from "../../../../shared/ParisDay.ts"
import { forecastOn } from "./measureCovenant.ts"

/** Asks for a look at a covenant's next test. */
export const requestForetelling = (covenantId: CovenantId) =>
  requestJobOnce(foretellCovenantKind, { covenantId }, "open")

/**
 * The work of `credit.foretell-covenant`: once for each test day, that it is near; and once that the covenant would be
 * breached, from the first look at which the books say so.
 */
export const foretellCovenant = jobHandler(foretellCovenantKind, ({ covenantId }) =>
  Effect.gen(function* () {
    const { write } = yield* UnitOfWork
    const { covenant, note } = yield* Covenants
    const events = yield* Events
    const now = yield* today
    return yield* write(
      Effect.gen(function* () {
        const found = yield* Effect.mapError(covenant(covenantId, "hold"), () => noSuchCovenant)
        const on = nextTestOn(found, now)
        if (on === null || !isAhead(found, on, now)) return { told: [] }
        const told: Array<string> = []
        const tell = Effect.fnUntraced(function* (what: "breach-ahead" | "test-ahead", payload: object) {
          if (!(yield* note(covenantId, on, what))) return
          told.push(what)
          const type = `credit.covenant.${what.replace("-", "_")}`
          yield* events.publish({ type, entityId: covenantId, payload: { on, ...payload } })
        })
        yield* tell("test-ahead", { loanId: found.loanId })
        const forecast = Option.getOrUndefined(yield* forecastOn(found, now))
        if (forecast?.outcome === "breached") {
          yield* tell("breach-ahead", { value: forecast.value, threshold: found.threshold, booksOf: now })
        }
        return { told }
      })
    )
  })
)

const noSuchCovenant = new JobFailure({
  code: "credit.no-such-covenant",
  fr: "Cet engagement n'existe pas.",
  en: "There is no such covenant.",
  retryable: false
})

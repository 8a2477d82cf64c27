import { Effect } from "effect"
import { Covenants } from "../../../../../ports/finance/Covenants.ts"
import { Credits } from "../../../../../ports/finance/Credits.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { IllegalTransition, VersionConflict } from "../../../../shared/errors.ts"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import { Ids } from "../../../../shared/Uuid.ts"
import { CovenantId, type LoanId, LoanTermDayRefused, type NewCovenant } from "../../model/index.ts"
import { today } from "../../../../shared/ParisDay.ts"

/** Keeps what the contract of a loan asks of the company's figures. */
export const registerCovenant = Effect.fn("credit.registerCovenant")(function* (
  loanId: LoanId,
  wanted: NewCovenant
) {
  const { write } = yield* UnitOfWork
  const { loan } = yield* Credits
  const { add } = yield* Covenants
  const events = yield* Events
  const id = CovenantId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  return yield* write(
    Effect.gen(function* () {
      yield* loan(loanId)
      const added = yield* add(id, loanId, wanted)
      yield* events.publish({ type: "credit.covenant.registered", entityId: id, payload: { loanId } })
      return added
    })
  )
})

/** Ends a covenant that is at `version`, on a day that has come: nothing after it is tested or told any more. */
export const endCovenant = Effect.fn("credit.endCovenant")(function* (
  id: CovenantId,
  version: number,
  on: LocalDate
) {
  const { write } = yield* UnitOfWork
  const covenants = yield* Covenants
  const events = yield* Events
  const now = yield* today
  return yield* write(
    Effect.gen(function* () {
      const { endedOn, version: current } = yield* covenants.covenant(id, "hold")
      if (current !== version) return yield* new VersionConflict({ entity: "Covenant", id, current })
      if (endedOn !== null) {
        const state = { from: "ended", attempted: "end", allowed: [] }
        return yield* new IllegalTransition({ entity: "Covenant", id, ...state })
      }
      if (on > now) return yield* new LoanTermDayRefused({ on, from: null, today: now })
      const ended = yield* covenants.end(id, on)
      yield* events.publish({ type: "credit.covenant.ended", entityId: id, payload: { on } })
      return ended
    })
  )
})

import { Effect } from "effect"
import { Collaterals } from "../../../../../ports/finance/Collaterals.ts"
import { Credits } from "../../../../../ports/finance/Credits.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { VersionConflict } from "../../../../shared/errors.ts"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import { Ids } from "../../../../shared/Uuid.ts"
import {
  CollateralId,
  CollateralReleased,
  type LoanId,
  LoanTermDayRefused,
  type NewCollateral
} from "../../model/index.ts"
import { today } from "../../../../shared/ParisDay.ts"

/** Keeps what secures a loan. */
export const registerCollateral = Effect.fn("credit.registerCollateral")(function* (
  loanId: LoanId,
  wanted: NewCollateral
) {
  const { write } = yield* UnitOfWork
  const { loan } = yield* Credits
  const { add } = yield* Collaterals
  const events = yield* Events
  const id = CollateralId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  return yield* write(
    Effect.gen(function* () {
      yield* loan(loanId)
      const added = yield* add(id, loanId, wanted)
      yield* events.publish({ type: "credit.collateral.registered", entityId: id, payload: { loanId } })
      return added
    })
  )
})

/** Notes that the lender released a collateral that is at `version`, once, on a day on which it stood. */
export const releaseCollateral = Effect.fn("credit.releaseCollateral")(function* (
  id: CollateralId,
  version: number,
  on: LocalDate
) {
  const { write } = yield* UnitOfWork
  const collaterals = yield* Collaterals
  const events = yield* Events
  const now = yield* today
  return yield* write(
    Effect.gen(function* () {
      const { from, loanId, releasedOn, version: current } = yield* collaterals.collateral(id, "hold")
      if (current !== version) return yield* new VersionConflict({ entity: "Collateral", id, current })
      if (releasedOn !== null) return yield* new CollateralReleased({ collateralId: id, releasedOn })
      if (on < from || on > now) return yield* new LoanTermDayRefused({ on, from, today: now })
      const released = yield* collaterals.release(id, on)
      yield* events.publish({ type: "credit.collateral.released", entityId: id, payload: { loanId, on } })
      return released
    })
  )
})

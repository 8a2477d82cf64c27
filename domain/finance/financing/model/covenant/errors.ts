import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { CollateralId } from "./Collateral.ts"
import { CovenantId } from "./Covenant.ts"

/** The day is none of the covenant's, is not over in France, or is after its end. */
export class CovenantNotTestable extends Schema.TaggedError<CovenantNotTestable>()(
  "CovenantNotTestable",
  {
    covenantId: CovenantId,
    on: LocalDate,
    because: Schema.Literals(["not-a-test-day", "not-over", "ended"])
  },
  { httpApiStatus: 409 }
) {}

/** Figures are given where the covenant says no measure, and only there; with a denominator for a ratio. */
export class CovenantFiguresOdd extends Schema.TaggedError<CovenantFiguresOdd>()(
  "CovenantFiguresOdd",
  { wanted: Schema.Literals(["none", "ratio", "amount"]) },
  { httpApiStatus: 422 }
) {}

/** A covenant ends, and collateral is released, on a day that has come; collateral not before it stood. */
export class LoanTermDayRefused extends Schema.TaggedError<LoanTermDayRefused>()(
  "LoanTermDayRefused",
  { on: LocalDate, from: Schema.NullOr(LocalDate), today: LocalDate },
  { httpApiStatus: 422 }
) {}

/** The collateral was released before. */
export class CollateralReleased extends Schema.TaggedError<CollateralReleased>()(
  "CollateralReleased",
  { collateralId: CollateralId, releasedOn: LocalDate },
  { httpApiStatus: 409 }
) {}

export { Collateral, CollateralId, NewCollateral } from "./Collateral.ts"
export { Covenant, CovenantId, type CovenantTerm, NewCovenant } from "./Covenant.ts"
export { covenantOutcome } from "./covenantOutcome.ts"
export {
  CovenantFigures,
  CovenantForecast,
  CovenantOutlook,
  CovenantTest,
  CovenantTestId,
  GivenFigures,
  Waiver
} from "./CovenantTest.ts"
export { isAhead, latestTest, mayTest, mayWaive, nextTestOn } from "./covenantTests.ts"
export { CollateralReleased, CovenantFiguresOdd, CovenantNotTestable, LoanTermDayRefused } from "./errors.ts"

export { countedDays, DayCount, yearDays } from "./dayCount.ts"
export { LoanTerms, RepaymentMethod, YearlyRate } from "./LoanTerms.ts"
export { LoanInstalment, LoanNotRepayable, LoanSchedule, RepaymentRefused } from "./LoanSchedule.ts"
export { dueDates, scheduleOf } from "./scheduleOf.ts"
export { LoanPosition, loanPosition } from "./loanPosition.ts"
export { EarlyRepayment, repayEarly } from "./repayEarly.ts"
export {
  costOf,
  EffectiveRate,
  EffectiveRateAsked,
  LoanChargesTooHigh,
  LoanCost,
  type LoanCharges
} from "./effectiveRate.ts"

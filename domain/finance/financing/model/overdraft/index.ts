export {
  accrueOverdraft,
  type DayAccrual,
  dueAfter,
  OverdraftDay,
  overdraftDay,
  type OverdraftTerms,
  partsOf
} from "./accrueOverdraft.ts"
export {
  OverdraftBookingNotReversible,
  OverdraftDayNotOver,
  OverdraftDayOutside,
  OverdraftInOtherCurrency,
  OverdraftOverlaps,
  OverdraftPeriodNotNext
} from "./errors.ts"
export { numbersRate } from "./numbersRate.ts"
export { NewOverdraft, Overdraft, OverdraftId } from "./Overdraft.ts"
export {
  OverdraftBooking,
  OverdraftBookingId,
  overdraftPosting,
  standingBookings
} from "./OverdraftBooking.ts"
export { lastPeriod, Month, monthEnd, nextDay, type OverdraftPeriod, periodOf } from "./overdraftPeriods.ts"
export { OverdraftPosition } from "./OverdraftPosition.ts"
export {
  isUsurious,
  NewUsuryThreshold,
  Quarter,
  quarterOf,
  UsuryThreshold,
  UsuryThresholdId
} from "./UsuryThreshold.ts"

import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { CurrencyCode } from "../../../../shared/Money.ts"
import { BankAccountId } from "../../../banking/model/index.ts"
import { OverdraftId } from "./Overdraft.ts"
import { OverdraftBookingId } from "./OverdraftBooking.ts"

/** The account has an overdraft on that day already. */
export class OverdraftOverlaps extends Schema.TaggedError<OverdraftOverlaps>()(
  "OverdraftOverlaps",
  { bankAccountId: BankAccountId, overdraftId: OverdraftId, terminatedOn: Schema.NullOr(LocalDate) },
  { httpApiStatus: 409 }
) {}

/** An overdraft is in the currency of its account. */
export class OverdraftInOtherCurrency extends Schema.TaggedError<OverdraftInOtherCurrency>()(
  "OverdraftInOtherCurrency",
  { given: CurrencyCode, account: CurrencyCode },
  { httpApiStatus: 422 }
) {}

/** Months are booked in their order, each once: the next days are others, or none are left (null). */
export class OverdraftPeriodNotNext extends Schema.TaggedError<OverdraftPeriodNotNext>()(
  "OverdraftPeriodNotNext",
  { asked: LocalDate, next: Schema.NullOr(LocalDate) },
  { httpApiStatus: 409 }
) {}

/** The balance at the end of a day is known after it: this one has not ended in France. */
export class OverdraftDayNotOver extends Schema.TaggedError<OverdraftDayNotOver>()(
  "OverdraftDayNotOver",
  { on: LocalDate, today: LocalDate },
  { httpApiStatus: 422 }
) {}

/** The day is before the overdraft or after it. */
export class OverdraftDayOutside extends Schema.TaggedError<OverdraftDayOutside>()(
  "OverdraftDayOutside",
  { on: LocalDate, from: LocalDate, terminatedOn: Schema.NullOr(LocalDate) },
  { httpApiStatus: 422 }
) {}

/** The booking is a reversal, was reversed, or a later one stands: `because`. Or the day is before its own. */
export class OverdraftBookingNotReversible extends Schema.TaggedError<OverdraftBookingNotReversible>()(
  "OverdraftBookingNotReversible",
  { overdraftBookingId: OverdraftBookingId, because: OverdraftBookingId },
  { httpApiStatus: 409 }
) {}

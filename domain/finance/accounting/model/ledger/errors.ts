import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { Money } from "../../../../shared/Money.ts"
import { AccountCode } from "../books/Account.ts"
import { PeriodState } from "../books/Period.ts"

/** The sides of the entry differ. */
export class UnbalancedEntry extends Schema.TaggedError<UnbalancedEntry>()(
  "UnbalancedEntry",
  { debit: Money, credit: Money },
  { httpApiStatus: 422 }
) {}

/** Accounts that the company's chart does not have, or that take no new lines. */
export class UnusableAccounts extends Schema.TaggedError<UnusableAccounts>()(
  "UnusableAccounts",
  { unknown: Schema.Array(AccountCode), inactive: Schema.Array(AccountCode) },
  { httpApiStatus: 422 }
) {}

/** A line in another currency than the company's, without the company's amount. */
export class WrongCurrency extends Schema.TaggedError<WrongCurrency>()(
  "WrongCurrency",
  {
    line: Schema.Int,
    expected: Schema.String.annotate({ examples: ["EUR"] }),
    received: Schema.String.annotate({ examples: ["USD"] })
  },
  { httpApiStatus: 422 }
) {}

/** No fiscal year of the company holds this date. */
export class NoFiscalYear extends Schema.TaggedError<NoFiscalYear>()(
  "NoFiscalYear",
  { date: LocalDate },
  { httpApiStatus: 422 }
) {}

/** The period of this date takes no entry from this actor. `nextOpen` is the first date that does, if there is one. */
export class PeriodClosed extends Schema.TaggedError<PeriodClosed>()(
  "PeriodClosed",
  { date: LocalDate, state: PeriodState, vatLocked: Schema.Boolean, nextOpen: Schema.NullOr(LocalDate) },
  { httpApiStatus: 409 }
) {}

/** VAT codes that the company does not have. */
export class UnknownVatCodes extends Schema.TaggedError<UnknownVatCodes>()(
  "UnknownVatCodes",
  { codes: Schema.Array(Schema.String.annotate({ examples: ["C20"] })) },
  { httpApiStatus: 422 }
) {}

import { DateTime, Schema } from "effect"
import { Instant } from "../../../../shared/Instant.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, Money } from "../../../../shared/Money.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { BankAccountId } from "../../../banking/model/index.ts"
import { DayCount } from "../loan/dayCount.ts"
import { YearlyRate } from "../loan/LoanTerms.ts"

export const OverdraftId = Uuid.pipe(Schema.brand("OverdraftId"))
export type OverdraftId = typeof OverdraftId.Type

const limit = { minor: 2_000_000n, currency: EUR }

const terms = {
  bankAccountId: BankAccountId,
  limit: Money.check(Schema.makeFilter(({ minor }) => minor > 0n || "an amount above zero")).annotate({
    examples: [limit]
  }),
  yearlyRate: YearlyRate,
  beyondRate: Schema.NullOr(YearlyRate).annotate({
    description: "The rate of what is drawn beyond the limit; null: the same as within it",
    examples: ["0.1245"]
  }),
  dayCount: DayCount,
  from: LocalDate.check(
    Schema.makeFilter((from) => (from > "1900-01-01" && from < "2300-01-01") || "a date from 1900 to 2299")
  ).annotate({ description: "The first day, which counts", examples: [LocalDate.make("2026-01-01")] })
}

const example = {
  bankAccountId: BankAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a41"),
  limit,
  yearlyRate: "0.0845",
  beyondRate: "0.1245",
  dayCount: "act_360",
  from: LocalDate.make("2026-01-01")
} as const

/** What the contract with the bank says. Other terms are another overdraft, after this one was terminated. */
export const NewOverdraft = Schema.Struct(terms).annotate({
  identifier: "NewOverdraft",
  examples: [example]
})
export type NewOverdraft = typeof NewOverdraft.Type

/** An overdraft that a bank grants on an account of the company. `terminatedOn` is its last day, which counts. */
export const Overdraft = Schema.Struct({
  id: OverdraftId,
  ...terms,
  terminatedOn: Schema.NullOr(LocalDate),
  createdAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "Overdraft",
  examples: [
    {
      id: OverdraftId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1b11"),
      ...example,
      terminatedOn: null,
      createdAt: DateTime.makeUnsafe("2026-01-05T09:12:00Z"),
      version: 1
    }
  ]
})
export type Overdraft = typeof Overdraft.Type

import { Schema } from "effect"
import { EUR, Money } from "../../../../shared/Money.ts"
import { YearlyRate } from "../loan/LoanTerms.ts"

/** What a lender says of the loan that it made, which need not be what was asked for. What it does not say is null. */
export const GrantedTerms = Schema.Struct({
  amount: Schema.NullOr(Money),
  months: Schema.NullOr(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 600 }))),
  nominalRate: Schema.NullOr(YearlyRate),
  effectiveRate: Schema.NullOr(YearlyRate)
}).annotate({
  identifier: "GrantedTerms",
  examples: [
    {
      amount: { minor: 2_000_000n, currency: EUR },
      months: 24,
      nominalRate: "0.0455",
      effectiveRate: "0.0464"
    }
  ]
})
export type GrantedTerms = typeof GrantedTerms.Type

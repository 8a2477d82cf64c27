import { DateTime, Schema } from "effect"
import { Instant } from "../../../../shared/Instant.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, Money } from "../../../../shared/Money.ts"
import { Label } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { LoanId } from "../credit/Loan.ts"

export const CollateralId = Uuid.pipe(Schema.brand("CollateralId"))
export type CollateralId = typeof CollateralId.Type

const limit = { minor: 12_000_000n, currency: EUR }

const terms = {
  kind: Schema.Literals([
    "mortgage",
    "pledge",
    "assignment_of_receivables",
    "personal_guarantee",
    "bank_guarantee",
    "retention_of_title",
    "cash_deposit",
    "other"
  ]),
  label: Label.annotate({ description: "What it is on", examples: ["Nantissement du fonds de commerce"] }),
  givenBy: Label.annotate({ description: "Who gives it", examples: ["Menuiserie Lemaire"] }),
  amount: Schema.NullOr(
    Money.check(Schema.makeFilter(({ minor }) => minor > 0n || "an amount above zero"))
  ).annotate({ description: "Up to which amount; null: none is named", examples: [limit] }),
  rank: Schema.NullOr(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 99 }))).annotate({
    examples: [1]
  }),
  from: LocalDate,
  to: Schema.NullOr(LocalDate).annotate({ description: "Its last day; null: as long as the loan" })
}

const example = {
  kind: "pledge",
  label: "Nantissement du fonds de commerce",
  givenBy: "Menuiserie Lemaire",
  amount: limit,
  rank: 1,
  from: LocalDate.make("2026-01-15"),
  to: LocalDate.make("2033-01-15")
} as const

/** What secures a loan: a thing, a claim, or a person's word. */
export const NewCollateral = Schema.Struct(terms)
  .check(Schema.makeFilter(({ from, to }) => to === null || to >= from || "a last day from `from` on"))
  .annotate({ identifier: "NewCollateral", examples: [example] })
export type NewCollateral = typeof NewCollateral.Type

/** Collateral of a loan; `releasedOn`: the day on which the lender gave it back. */
export const Collateral = Schema.Struct({
  id: CollateralId,
  loanId: LoanId,
  ...terms,
  releasedOn: Schema.NullOr(LocalDate),
  createdAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "Collateral",
  examples: [
    {
      id: CollateralId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1c31"),
      loanId: LoanId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a61"),
      ...example,
      releasedOn: null,
      createdAt: DateTime.makeUnsafe("2026-01-20T09:00:00Z"),
      version: 1
    }
  ]
})
export type Collateral = typeof Collateral.Type

import { DateTime, Schema } from "effect"
import { Iban } from "../../../../shared/Iban.ts"
import { Instant } from "../../../../shared/Instant.ts"
import { EUR, Money } from "../../../../shared/Money.ts"
import { Label } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { ConnectionId } from "../../../providers/model/index.ts"
import { DayCount } from "../loan/dayCount.ts"
import { RepaymentMethod, YearlyRate } from "../loan/LoanTerms.ts"
import { Reason } from "../Reason.ts"
import { fileStates } from "./CreditFile.ts"
import { GrantedTerms } from "./GrantedTerms.ts"

export const CreditApplicationId = Uuid.pipe(Schema.brand("CreditApplicationId"))
export type CreditApplicationId = typeof CreditApplicationId.Type

/** Where an application stands. `requested`: on its way to the lender; `refused`: the lender never took it. */
export const CreditApplicationState = Schema.Literals(["requested", ...fileStates, "refused"])
export type CreditApplicationState = typeof CreditApplicationState.Type

const checks = ["in-review", "documents-needed", "identity-needed"] as const
const decided = ["approved", "rejected", "loan-made", "paid-out"] as const

/** The steps that an application can take, and nothing else. The order of a lender's checks is its own. */
export const creditTransitions: Readonly<
  Record<CreditApplicationState, ReadonlyArray<CreditApplicationState>>
> = {
  requested: [...fileStates, "refused"],
  "in-review": [...checks.filter((state) => state !== "in-review"), ...decided],
  "documents-needed": [...checks.filter((state) => state !== "documents-needed"), ...decided],
  "identity-needed": [...checks.filter((state) => state !== "identity-needed"), ...decided],
  approved: ["rejected", "loan-made", "paid-out"],
  "loan-made": ["paid-out"],
  "paid-out": [],
  rejected: [],
  refused: []
}

const Contact = Schema.Struct({
  name: Label,
  phone: Schema.String.check(Schema.isPattern(/^\+?[0-9]{6,15}$/)).annotate({ examples: ["+33123456789"] })
}).annotate({ identifier: "CreditContact" })

/** What the borrower agreed to when it applied. Without one of them nothing is asked of a lender. */
const Consents = Schema.Struct({
  terms: Schema.Literal(true),
  data: Schema.Literal(true),
  scoring: Schema.Literal(true)
}).annotate({
  identifier: "CreditConsents",
  description: "The lender's terms, the transfer of the company's data, and its scoring: all three"
})

const fields = {
  connectionId: ConnectionId,
  amount: Money.check(Schema.makeFilter(({ minor }) => minor > 0n || "an amount above zero")),
  months: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 600 })).annotate({ examples: [24] }),
  nominalRate: YearlyRate,
  effectiveRate: YearlyRate,
  purpose: Label.annotate({ examples: ["Machine à bois"] }),
  payToName: Label,
  payToIban: Iban,
  contact: Schema.NullOr(Contact),
  method: RepaymentMethod,
  dayCount: DayCount,
  /** Months between two due dates of the schedule, which is ours: the lender keeps none. */
  everyMonths: Schema.Literals([1, 3, 6, 12]).annotate({ examples: [1] })
}

const example = {
  connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
  amount: { minor: 2_400_000n, currency: EUR },
  months: 24,
  nominalRate: "0.0425",
  effectiveRate: "0.0433",
  purpose: "Machine à bois",
  payToName: "Menuiserie Lemaire",
  payToIban: Iban.make("FR1420041010050500013M02606"),
  contact: null,
  method: "constant_annuity",
  dayCount: "thirty_360",
  everyMonths: 1
} as const

export const NewCreditApplication = Schema.Struct({ ...fields, consents: Consents })
  .check(
    Schema.makeFilter(
      ({ everyMonths, months }) => months % everyMonths === 0 || "a duration of whole periods of everyMonths"
    )
  )
  .annotate({
    identifier: "NewCreditApplication",
    examples: [{ ...example, consents: { terms: true, data: true, scoring: true } }]
  })
export type NewCreditApplication = typeof NewCreditApplication.Type

/** An application for a loan. `word` is the lender's own for its state; `consentedAt` never changes. */
export const CreditApplication = Schema.Struct({
  id: CreditApplicationId,
  ...fields,
  consentedAt: Instant,
  state: CreditApplicationState,
  word: Schema.NullOr(Schema.String.annotate({ examples: ["approved"] })),
  reason: Schema.NullOr(Reason),
  reference: Schema.NullOr(Schema.String.annotate({ examples: ["8f1c6a52"] })),
  loanReference: Schema.NullOr(Schema.String.annotate({ examples: ["5d2e9b10"] })),
  granted: Schema.NullOr(
    GrantedTerms.annotate({
      description: "The terms of the loan that was made, as far as the lender says them"
    })
  ),
  createdAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "CreditApplication",
  examples: [
    {
      id: CreditApplicationId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a51"),
      ...example,
      consentedAt: DateTime.makeUnsafe("2026-11-22T14:05:00Z"),
      state: "approved",
      word: "approved",
      reason: null,
      reference: "8f1c6a52",
      loanReference: null,
      granted: null,
      createdAt: DateTime.makeUnsafe("2026-11-22T14:05:00Z"),
      version: 3
    }
  ]
})
export type CreditApplication = typeof CreditApplication.Type

import { DateTime, Schema } from "effect"
import { Iban } from "../../../shared/Iban.ts"
import { Instant } from "../../../shared/Instant.ts"
import { LocalDate } from "../../../shared/LocalDate.ts"
import { EUR, Money } from "../../../shared/Money.ts"
import { Uuid } from "../../../shared/Uuid.ts"
import { WordedAs } from "../../../shared/Worded.ts"
import { CompanyIdentity } from "./Company.ts"
import { FinancedInvoiceId } from "./FinancedInvoice.ts"
import { Reason } from "./Reason.ts"

export const AdvanceId = Uuid.pipe(Schema.brand("AdvanceId"))
export type AdvanceId = typeof AdvanceId.Type

const atFinancer = [
  "in-review",
  "to-validate",
  "validated",
  "scheduled",
  "paid-out",
  "fees-due",
  "repaid",
  "declined",
  "cancelled",
  "in-trouble"
] as const

/** Where an advance stands. `requested`: on its way to the financer; `refused`: it never took it. */
export const AdvanceState = Schema.Literals(["requested", ...atFinancer, "refused"])
export type AdvanceState = typeof AdvanceState.Type

/** The steps that an advance can take, and nothing else: what comes late takes it nowhere back. */
export const advanceTransitions: Readonly<Record<AdvanceState, ReadonlyArray<AdvanceState>>> = {
  requested: [...atFinancer, "refused"],
  "in-review": [
    "to-validate",
    "validated",
    "scheduled",
    "paid-out",
    "fees-due",
    "repaid",
    "declined",
    "cancelled",
    "in-trouble"
  ],
  "to-validate": [
    "validated",
    "scheduled",
    "paid-out",
    "fees-due",
    "repaid",
    "declined",
    "cancelled",
    "in-trouble"
  ],
  validated: ["scheduled", "paid-out", "fees-due", "repaid", "declined", "cancelled", "in-trouble"],
  scheduled: ["paid-out", "fees-due", "repaid", "cancelled", "in-trouble"],
  "paid-out": ["fees-due", "repaid", "in-trouble"],
  "fees-due": ["repaid", "in-trouble"],
  "in-trouble": ["paid-out", "fees-due", "repaid", "declined", "cancelled"],
  repaid: [],
  declined: [],
  cancelled: [],
  refused: []
}

/** An advance as the financer has it. */
export const AdvanceAtFinancer = Schema.Struct({
  reference: Schema.String,
  state: WordedAs(atFinancer),
  amount: Money,
  feesEstimated: Schema.NullOr(Money),
  repaid: Schema.NullOr(Money),
  payOn: Schema.NullOr(LocalDate),
  repayOn: Schema.NullOr(LocalDate),
  reason: Schema.NullOr(Reason)
})
export type AdvanceAtFinancer = typeof AdvanceAtFinancer.Type

const fields = {
  financedInvoiceId: FinancedInvoiceId,
  borrower: CompanyIdentity,
  /** The financer's reference of the line of financing; null leaves the choice to it. */
  line: Schema.NullOr(Schema.String.check(Schema.isPattern(/^[\x21-\x7e]{1,100}$/))).annotate({
    examples: [null]
  }),
  amount: Money.check(Schema.makeFilter(({ minor }) => minor > 0n || "an amount above zero")),
  payToIban: Iban,
  payOn: LocalDate,
  repayOn: LocalDate
}

const example = {
  financedInvoiceId: FinancedInvoiceId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a21"),
  borrower: { scheme: "siren", number: "732829320", name: "Menuiserie Lemaire" },
  line: null,
  amount: { minor: 40_000n, currency: EUR },
  payToIban: Iban.make("FR1420041010050500013M02606"),
  payOn: LocalDate.make("2026-02-03"),
  repayOn: LocalDate.make("2026-03-31")
} as const

export const NewAdvance = Schema.Struct(fields)
  .check(Schema.makeFilter(({ payOn, repayOn }) => repayOn > payOn || "a repayment after the payment"))
  .annotate({ identifier: "NewAdvance", examples: [example] })
export type NewAdvance = typeof NewAdvance.Type

/** Money on an invoice before its buyer pays. `word` is the financer's own for its state. */
export const Advance = Schema.Struct({
  id: AdvanceId,
  ...fields,
  state: AdvanceState,
  word: Schema.NullOr(Schema.String.annotate({ examples: ["TO_REPAY"] })),
  reason: Schema.NullOr(Reason),
  reference: Schema.NullOr(Schema.String.annotate({ examples: ["3f0f6b9c"] })),
  feesEstimated: Schema.NullOr(Money),
  repaid: Schema.NullOr(Money),
  createdAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "Advance",
  examples: [
    {
      id: AdvanceId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a31"),
      ...example,
      state: "paid-out",
      word: "TO_REPAY",
      reason: null,
      reference: "3f0f6b9c",
      feesEstimated: { minor: 1_120n, currency: EUR },
      repaid: { minor: 0n, currency: EUR },
      createdAt: DateTime.makeUnsafe("2026-11-22T14:05:00Z"),
      version: 3
    }
  ]
})
export type Advance = typeof Advance.Type

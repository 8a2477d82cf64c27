import { DateTime, Schema } from "effect"
import { Instant } from "../../../../shared/Instant.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { FreeText, Label } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { LoanId } from "../credit/Loan.ts"

export const CovenantId = Uuid.pipe(Schema.brand("CovenantId"))
export type CovenantId = typeof CovenantId.Type

/** A ratio, or an amount in units of its currency, as decimal text with at most four decimals. */
export const CovenantValue = Schema.String.check(
  Schema.isPattern(/^-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,4})?$/u)
).annotate({
  identifier: "CovenantValue",
  description: "A ratio, or an amount in units of the books' currency; at most four decimals",
  examples: ["3.5"]
})
export type CovenantValue = typeof CovenantValue.Type

const AccountPrefix = Schema.String.check(Schema.isPattern(/^[1-7][0-9A-Z]{0,19}$/u)).annotate({
  description: "Accounts whose code begins with this, classes 1 to 7",
  examples: ["164"]
})

/** Balances to add: `credit` adds credit less debit, `debit` the opposite, so that the other side subtracts. */
export const CovenantTerm = Schema.Struct({
  accounts: AccountPrefix,
  side: Schema.Literals(["debit", "credit"])
}).annotate({
  identifier: "CovenantTerm",
  examples: [{ accounts: "164", side: "credit" }]
})
export type CovenantTerm = typeof CovenantTerm.Type

const Terms = Schema.Array(CovenantTerm).check(Schema.isMinLength(1), Schema.isMaxLength(30))

/** How the books measure a covenant at the end of a day; without a denominator it is an amount. */
export const CovenantMeasure = Schema.Struct({
  numerator: Terms,
  denominator: Schema.NullOr(Terms)
}).annotate({
  identifier: "CovenantMeasure",
  examples: [
    {
      numerator: [
        { accounts: "164", side: "credit" },
        { accounts: "512", side: "credit" }
      ],
      denominator: [{ accounts: "10", side: "credit" }]
    }
  ]
})
export type CovenantMeasure = typeof CovenantMeasure.Type

const TestDates = Schema.Array(LocalDate)
  .check(
    Schema.isMinLength(1),
    Schema.isMaxLength(120),
    Schema.makeFilter(
      (dates) =>
        dates.every((on, at) => at === 0 || on > (dates[at - 1] ?? on)) || "dates in their order, each once"
    ),
    Schema.makeFilter(
      (dates) => dates.every((on) => on > "1900-01-01" && on < "2300-01-01") || "dates from 1900 to 2299"
    )
  )
  .annotate({
    description: "The days whose figures the contract tests, in their order",
    examples: [[LocalDate.make("2026-12-31"), LocalDate.make("2027-12-31")]]
  })

const terms = {
  label: Label.annotate({ examples: ["Dette nette / fonds propres"] }),
  definition: FreeText.annotate({
    description: "How the contract words it",
    examples: ["Dettes financières moins trésorerie, divisées par le capital et les réserves"]
  }),
  form: Schema.Literals(["ratio", "amount"]),
  comparison: Schema.Literals(["at_most", "at_least"]),
  threshold: CovenantValue,
  measure: Schema.NullOr(CovenantMeasure).annotate({
    description: "Null: the figures are given with each test, and nothing is foretold"
  }),
  testDates: TestDates,
  warnDays: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 365 })).annotate({
    description: "How many days before a test it is told of",
    examples: [60]
  })
}

const example = {
  label: "Dette nette / fonds propres",
  definition: "Dettes financières moins trésorerie, divisées par le capital et les réserves",
  form: "ratio",
  comparison: "at_most",
  threshold: "3.5",
  measure: {
    numerator: [
      { accounts: "164", side: "credit" },
      { accounts: "512", side: "credit" }
    ],
    denominator: [{ accounts: "10", side: "credit" }]
  },
  testDates: [LocalDate.make("2026-12-31"), LocalDate.make("2027-12-31")],
  warnDays: 60
} as const

/** What a contract of loan asks of the company's figures. Other terms are another covenant, after this one was ended. */
export const NewCovenant = Schema.Struct(terms)
  .check(
    Schema.makeFilter(
      ({ form, measure }) =>
        measure === null ||
        (measure.denominator === null) === (form === "amount") ||
        "a denominator for a ratio, and none for an amount"
    )
  )
  .annotate({ identifier: "NewCovenant", examples: [example] })
export type NewCovenant = typeof NewCovenant.Type

/** A covenant of a loan. After `endedOn` nothing is tested or told any more. */
export const Covenant = Schema.Struct({
  id: CovenantId,
  loanId: LoanId,
  ...terms,
  endedOn: Schema.NullOr(LocalDate),
  createdAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "Covenant",
  examples: [
    {
      id: CovenantId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1c11"),
      loanId: LoanId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a61"),
      ...example,
      endedOn: null,
      createdAt: DateTime.makeUnsafe("2026-01-20T09:00:00Z"),
      version: 1
    }
  ]
})
export type Covenant = typeof Covenant.Type

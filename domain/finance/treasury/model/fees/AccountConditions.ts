import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, Money, money } from "../../../../shared/Money.ts"
import { Label } from "../../../../shared/Text.ts"
import { BankAccountId } from "../../../banking/model/index.ts"
import { YearlyRate } from "../../../financing/model/index.ts"

/** A share of one with at most eight decimals: 0.0005 is 0.05 %. */
export const FeeRate = Schema.String.check(Schema.isPattern(/^0(\.[0-9]{1,8})?$/u)).annotate({
  description: "A share of one, below 1, with at most eight decimals: 0.0005 is 0.05 %",
  examples: ["0.0005"]
})

const minimum = Schema.NullOr(Money).annotate({
  description: "At least this, where there is anything to bill; null: none",
  examples: [money(300n, EUR)]
})

const Direction = Schema.Literals(["debit", "credit"]).annotate({
  description: "debit: money that leaves the account"
})

const Texts = Schema.Array(Label.annotate({ examples: ["COTISATION"] }))

/**
 * What a fee is counted on. `period`: an amount for each period. `operations`: for each movement, an amount and a share of
 * it, not under the minimum. `turnover`: a share of all movements of the period. `overdraft`: interest on what the account
 * lacked by value date, day by day, rounded once.
 */
export const FeeBasis = Schema.Union([
  Schema.Struct({ on: Schema.Literal("period"), amount: Money }),
  Schema.Struct({
    on: Schema.Literal("operations"),
    direction: Direction,
    containing: Texts.check(Schema.isMaxLength(10)).annotate({
      description: "Only movements whose text contains one of these; empty: all that are no fee"
    }),
    amount: Money,
    rate: FeeRate,
    minimum
  }),
  Schema.Struct({ on: Schema.Literal("turnover"), direction: Direction, rate: FeeRate, minimum }),
  Schema.Struct({
    on: Schema.Literal("overdraft"),
    yearlyRate: YearlyRate,
    dayCount: Schema.Literals(["act_360", "act_365"]),
    minimum
  })
]).annotate({ identifier: "BankFeeBasis" })
export type FeeBasis = typeof FeeBasis.Type

/** One fee of an account, as the contract with the bank says it. */
export const BankFee = Schema.Struct({
  kind: Label.check(Schema.isMaxLength(60)).annotate({ examples: ["Tenue de compte"] }),
  billedAs: Texts.check(Schema.isMinLength(1), Schema.isMaxLength(10)).annotate({
    description: "A bank line whose text contains one of these, without case and accents, bills it"
  }),
  everyMonths: Schema.Literals([1, 3, 6, 12]).annotate({
    description: "Its periods: months, quarters, halves or whole calendar years"
  }),
  billed: Schema.Literals(["within", "after"]).annotate({
    description: "within: in the period itself; after: in the period that follows"
  }),
  basis: FeeBasis
}).annotate({ identifier: "BankFee" })
export type BankFee = typeof BankFee.Type

const Fees = Schema.Array(BankFee).check(
  Schema.isMinLength(1),
  Schema.isMaxLength(50),
  Schema.makeFilter(
    (fees) => new Set(fees.map(({ kind }) => kind)).size === fees.length || "each kind of fee once"
  )
)

const example = {
  validFrom: LocalDate.make("2026-01-01"),
  fees: [
    {
      kind: "Tenue de compte",
      billedAs: ["COTISATION"],
      everyMonths: 1,
      billed: "within",
      basis: { on: "period", amount: money(1_200n, EUR) }
    },
    {
      kind: "Intérêts débiteurs",
      billedAs: ["INTERETS DEBITEURS", "AGIOS"],
      everyMonths: 3,
      billed: "after",
      basis: { on: "overdraft", yearlyRate: "0.085", dayCount: "act_360", minimum: null }
    }
  ]
} as const

/** What the bank may bill from a day on, until later conditions take their place. */
export const NewAccountConditions = Schema.Struct({ validFrom: LocalDate, fees: Fees }).annotate({
  identifier: "NewAccountConditions",
  examples: [example]
})
export type NewAccountConditions = typeof NewAccountConditions.Type

export const AccountConditions = Schema.Struct({
  bankAccountId: BankAccountId,
  validFrom: LocalDate,
  fees: Fees,
  version: Schema.Int
}).annotate({
  identifier: "AccountConditions",
  examples: [
    { bankAccountId: BankAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a21"), ...example, version: 1 }
  ]
})
export type AccountConditions = typeof AccountConditions.Type

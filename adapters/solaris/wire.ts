import { BigDecimal, Option, Schema } from "effect"
import { type GrantedTerms, YearlyRate } from "../../domain/finance/financing/model/index.ts"
import { CurrencyCode, type Money, money } from "../../domain/shared/Money.ts"
import { worded } from "../../domain/shared/Worded.ts"

const maybe = <S extends Schema.Top>(schema: S) => Schema.optionalKey(Schema.NullOr(schema))

/**
 * What is read of Solaris's answers, in its own words; what is not named here is let be. Whether an application is read
 * back with our own number and with its loan is not documented: they are used where they come.
 */
export const ApplicationRead = Schema.Struct({
  id: Schema.String,
  status: Schema.String,
  loan_id: maybe(Schema.String),
  partner_reference_number: maybe(Schema.String)
})
export type ApplicationRead = typeof ApplicationRead.Type

/** What is not read as documented is not known: it spoils nothing else of the answer. */
export const LoanRead = Schema.Struct({
  id: Schema.String,
  status: maybe(Schema.String),
  amount: maybe(Schema.Unknown),
  duration: maybe(Schema.Unknown),
  nominal_interest_rate: maybe(Schema.Unknown),
  effective_interest_rate: maybe(Schema.Unknown)
})

/** The answer to a payout: that it is the loan is not documented. */
export const PayoutRead = Schema.Struct({ status: maybe(Schema.String) })

export const ErrorsRead = Schema.Struct({
  errors: Schema.Array(
    Schema.Struct({
      code: Schema.String,
      title: maybe(Schema.String),
      detail: maybe(Schema.String),
      source: maybe(Schema.Struct({ field: maybe(Schema.String), message: maybe(Schema.String) }))
    })
  ).check(Schema.isMinLength(1))
})

/** Solaris's words for the state of an application, in ours. A word that is not here is kept as it is. */
export const applicationState = worded({
  scoring_pending: "in-review",
  pending: "in-review",
  cdd_pending: "in-review",
  risk_report_pending: "documents-needed",
  identification_pending: "identity-needed",
  approved: "approved",
  rejected: "rejected",
  loan_created: "loan-made"
} as const)

/** The word for a loan whose money has left. */
export const payoutIssued = "payout_issued"

/** `{ value, unit: "cents", currency }`: an amount is at most 9 × 10^12 and so is exact as a JSON number. */
export const sumOf = ({ currency, minor }: Money) => ({ value: Number(minor), unit: "cents", currency })

/** A yearly rate, a share of one, in the unit that the contract names. */
export const rateOf = (share: string, unit: string | undefined): number => {
  const rate = BigDecimal.fromStringUnsafe(share)
  const factor = BigDecimal.fromStringUnsafe(unit === "percent" ? "100" : "1")
  return Number(BigDecimal.format(BigDecimal.multiply(rate, factor)))
}

/** The terms of a loan, as far as they are written as documented. */
export const grantedIn = (loan: typeof LoanRead.Type, unit: string | undefined): GrantedTerms => {
  const amount = Option.getOrNull(decodeSum(loan.amount))
  return {
    amount: amount === null ? null : money(BigInt(amount.value), CurrencyCode.make(amount.currency)),
    months: isMonths(loan.duration) ? loan.duration : null,
    nominalRate: shareOf(loan.nominal_interest_rate, unit),
    effectiveRate: shareOf(loan.effective_interest_rate, unit)
  }
}

const decodeSum = Schema.decodeUnknownOption(
  Schema.Struct({
    value: Schema.Int.check(Schema.isGreaterThan(0)),
    unit: Schema.Literal("cents"),
    currency: CurrencyCode
  })
)

const isMonths = Schema.is(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 600 })))

/** A rate in the unit that the contract names, as a share of one. */
const shareOf = (rate: unknown, unit: string | undefined): string | null => {
  const read = typeof rate === "number" ? BigDecimal.fromString(String(rate)) : Option.none()
  const hundredth = BigDecimal.fromStringUnsafe("0.01")
  const share = Option.map(read, (one) => (unit === "percent" ? BigDecimal.multiply(one, hundredth) : one))
  return Option.getOrNull(
    Option.filter(
      Option.map(share, (one) => BigDecimal.format(BigDecimal.normalize(one))),
      Schema.is(YearlyRate)
    )
  )
}

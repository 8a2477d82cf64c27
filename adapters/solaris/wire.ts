import { BigDecimal, Schema } from "effect"
import type { Money } from "../../domain/shared/Money.ts"
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

export const LoanRead = Schema.Struct({ id: Schema.String, status: maybe(Schema.String) })

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

import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, money, MoneySum } from "../../../../shared/Money.ts"
import { BankAccountId, BankLineId } from "../../../banking/model/index.ts"
import { FeeClaimId } from "./FeeClaim.ts"

const BilledLine = Schema.Struct({
  bankLineId: BankLineId,
  day: LocalDate,
  amount: MoneySum.annotate({ description: "Above zero: billed; below zero: given back" }),
  label: Schema.String.annotate({ examples: ["COTISATION MENSUELLE"] })
}).annotate({ identifier: "BilledFeeLine" })

/** One fee of one period: what the conditions say, what the bank billed, and why they differ. */
export const FeeCheck = Schema.Struct({
  kind: Schema.String.annotate({ examples: ["Tenue de compte"] }),
  from: LocalDate,
  to: LocalDate,
  expected: Schema.NullOr(MoneySum),
  unknown: Schema.NullOr(
    Schema.Literals(["no-conditions-yet", "conditions-changed", "days-not-covered"])
  ).annotate({ description: "Why nothing can be expected" }),
  counted: Schema.NullOr(
    Schema.Struct({
      operations: Schema.Int.annotate({ description: "Movements, or days of overdraft" }),
      base: MoneySum.annotate({ description: "Their sum; for an overdraft, the daily sums added" })
    })
  ),
  billed: MoneySum,
  lines: Schema.Array(BilledLine),
  /** Whether statements cover all days on which the bank bills it. */
  complete: Schema.Boolean,
  difference: Schema.NullOr(MoneySum).annotate({
    description: "Billed less expected: above zero it is too much"
  }),
  claimId: Schema.NullOr(FeeClaimId)
}).annotate({ identifier: "BankFeeCheck" })
export type FeeCheck = typeof FeeCheck.Type

/** The fees of an account in a calendar year. */
export const FeeChecks = Schema.Struct({
  bankAccountId: BankAccountId,
  year: Schema.Int.annotate({ examples: [2026] }),
  checks: Schema.Array(FeeCheck)
}).annotate({
  identifier: "BankFeeChecks",
  examples: [
    {
      bankAccountId: BankAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a21"),
      year: 2026,
      checks: [
        {
          kind: "Tenue de compte",
          from: LocalDate.make("2026-01-01"),
          to: LocalDate.make("2026-01-31"),
          expected: money(1_200n, EUR),
          unknown: null,
          counted: null,
          billed: money(1_500n, EUR),
          lines: [
            {
              bankLineId: BankLineId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a31"),
              day: LocalDate.make("2026-01-05"),
              amount: money(1_500n, EUR),
              label: "COTISATION MENSUELLE"
            }
          ],
          complete: true,
          difference: money(300n, EUR),
          claimId: null
        }
      ]
    }
  ]
})
export type FeeChecks = typeof FeeChecks.Type

import { DateTime, Schema } from "effect"
import { Instant } from "../../../../shared/Instant.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, Money, money, MoneySum } from "../../../../shared/Money.ts"
import { Label } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { BankAccountId } from "../../../banking/model/index.ts"

export const FeeClaimId = Uuid.pipe(Schema.brand("FeeClaimId"))
export type FeeClaimId = typeof FeeClaimId.Type

const what = {
  bankAccountId: BankAccountId,
  kind: Label.annotate({ examples: ["Tenue de compte"] }),
  from: LocalDate.annotate({ description: "The first day of the period" })
}

const example = {
  bankAccountId: BankAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a21"),
  kind: "Tenue de compte",
  from: LocalDate.make("2026-01-01")
}

/** A fee to claim back: what a check of it says too much is noted. */
export const NewFeeClaim = Schema.Struct(what).annotate({
  identifier: "NewBankFeeClaim",
  examples: [example]
})
export type NewFeeClaim = typeof NewFeeClaim.Type

/** What was billed too much and is claimed back from the bank, with the figures of the day on which it was claimed. */
export const FeeClaim = Schema.Struct({
  id: FeeClaimId,
  ...what,
  to: LocalDate,
  expected: MoneySum,
  billed: MoneySum,
  claimed: Money,
  state: Schema.Literals(["open", "refunded", "dropped"]),
  refunded: Schema.NullOr(Money).annotate({
    description: "What the bank gave back",
    examples: [money(300n, EUR)]
  }),
  createdAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "BankFeeClaim",
  examples: [
    {
      id: FeeClaimId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1d11"),
      ...example,
      to: LocalDate.make("2026-01-31"),
      expected: money(1_200n, EUR),
      billed: money(1_500n, EUR),
      claimed: money(300n, EUR),
      state: "open",
      refunded: null,
      createdAt: DateTime.makeUnsafe("2026-11-23T12:05:00Z"),
      version: 1
    }
  ]
})
export type FeeClaim = typeof FeeClaim.Type

/** How a claim ended: what the bank gave back, or nothing. */
export const FeeClaimEnd = Schema.Struct({ refunded: Schema.NullOr(Money) }).annotate({
  identifier: "BankFeeClaimEnd",
  examples: [{ refunded: money(300n, EUR) }]
})
export type FeeClaimEnd = typeof FeeClaimEnd.Type

/** Nothing was billed too much in this period, or nobody can say so. */
export class NothingToClaim extends Schema.TaggedError<NothingToClaim>()(
  "NothingToClaim",
  { kind: Schema.String.annotate({ examples: ["Tenue de compte"] }), from: LocalDate },
  { httpApiStatus: 409 }
) {}

/** The amounts are in another currency than the account. */
export class ConditionsCurrencyDiffers extends Schema.TaggedError<ConditionsCurrencyDiffers>()(
  "ConditionsCurrencyDiffers",
  {
    account: Schema.String.annotate({ examples: ["EUR"] }),
    asked: Schema.String.annotate({ examples: ["USD"] })
  },
  { httpApiStatus: 422 }
) {}

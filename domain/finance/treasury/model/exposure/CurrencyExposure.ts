import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { CurrencyCode, EUR, money, MoneySum } from "../../../../shared/Money.ts"
import { Label } from "../../../../shared/Text.ts"
import { ExchangeRate } from "./ExchangeRate.ts"

const dollars = CurrencyCode.make("USD")

const example = {
  currency: dollars,
  bank: money(500_000n, dollars),
  receivable: money(1_200_000n, dollars),
  payable: money(-300_000n, dollars),
  contracts: money(0n, dollars),
  net: money(1_400_000n, dollars),
  forwards: money(-1_000_000n, dollars),
  open: money(400_000n, dollars),
  booked: money(810_000n, EUR)
}

const given = {
  currency: dollars,
  rate: "0.9215",
  on: LocalDate.make("2026-11-23"),
  source: "BCE, taux de référence"
}

/** What is held, due and owed in a currency that is not that of the books. */
export const CurrencyExposure = Schema.Struct({
  currency: CurrencyCode,
  bank: MoneySum.annotate({ description: "Booked on the accounts in this currency" }),
  receivable: MoneySum.annotate({ description: "Open on customer accounts (411), as the documents say it" }),
  payable: MoneySum.annotate({ description: "Open on supplier accounts (401), below zero" }),
  contracts: MoneySum.annotate({ description: "Principal of investments, less that of borrowings" }),
  net: MoneySum,
  forwards: MoneySum.annotate({
    description:
      "Bought forward, less what is sold forward, of the contracts that are open: below zero where sold"
  }),
  open: MoneySum.annotate({ description: "Net and forwards: what no contract covers" }),
  booked: MoneySum.annotate({
    description: "Receivable and payable as the books hold them, in their own currency"
  })
}).annotate({
  identifier: "CurrencyExposure",
  examples: [example]
})
export type CurrencyExposure = typeof CurrencyExposure.Type

/** A rate that the company gives, with where it is from: none is known here. */
export const GivenRate = Schema.Struct({
  currency: CurrencyCode,
  rate: ExchangeRate.annotate({
    description: "What one unit of the currency is worth in the currency of the books, above zero",
    examples: ["0.9215"]
  }),
  on: LocalDate,
  source: Label.annotate({ examples: ["BCE, taux de référence"] })
}).annotate({
  identifier: "GivenRate",
  examples: [given]
})
export type GivenRate = typeof GivenRate.Type

/** One rate a currency at most. */
export const ExposureRates = Schema.Struct({
  rates: Schema.Array(GivenRate).check(
    Schema.isMinLength(1),
    Schema.isMaxLength(100),
    Schema.makeFilter(
      (rates) => new Set(rates.map(({ currency }) => currency)).size === rates.length || "each currency once"
    )
  )
}).annotate({
  identifier: "ExposureRates",
  examples: [{ rates: [given] }]
})

/** An exposure at a given rate. `latent`: what open items are worth at it, less what the books hold them at. */
export const ValuedExposure = Schema.Struct({
  exposure: CurrencyExposure,
  rate: Schema.NullOr(GivenRate).annotate({ description: "null: none was given, nothing is valued" }),
  value: Schema.NullOr(MoneySum).annotate({ description: "Of net" }),
  openValue: Schema.NullOr(MoneySum).annotate({ description: "Of open" }),
  latent: Schema.NullOr(MoneySum)
}).annotate({
  identifier: "ValuedExposure",
  examples: [
    {
      exposure: example,
      rate: given,
      value: money(1_290_100n, EUR),
      openValue: money(368_600n, EUR),
      latent: money(19_350n, EUR)
    }
  ]
})
export type ValuedExposure = typeof ValuedExposure.Type

import { assert, describe, it } from "@effect/vitest"
import { type CurrencyExposure, valueExposures } from "../../../../domain/finance/treasury/model/index.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { CurrencyCode, EUR, money } from "../../../../domain/shared/Money.ts"

const [dollars, yen] = [CurrencyCode.make("USD"), CurrencyCode.make("JPY")]

const exposure = (currency: CurrencyCode, net: bigint, open: bigint, booked: bigint): CurrencyExposure => ({
  currency,
  bank: money(net - open, currency),
  receivable: money(open, currency),
  payable: money(0n, currency),
  contracts: money(0n, currency),
  net: money(net, currency),
  forwards: money(5n - net, currency),
  open: money(5n, currency),
  booked: money(booked, EUR)
})

const rate = (currency: CurrencyCode, text: string) => ({
  currency,
  rate: text,
  on: LocalDate.make("2026-11-23"),
  source: "BCE"
})

describe("exposures at given rates", () => {
  it("are worth what they are at the rate, halves away from zero, in the decimals of both currencies", () => {
    const [usd, jpy] = valueExposures(
      [exposure(dollars, -105n, 1_000n, 900n), exposure(yen, 1_000n, 0n, 0n)],
      [rate(dollars, "0.9"), rate(yen, "0.0061")]
    )
    assert.deepStrictEqual([usd?.value?.minor, usd?.latent?.minor], [-95n, 0n])
    assert.deepStrictEqual([usd?.openValue, jpy?.openValue], [money(5n, EUR), money(3n, EUR)])
    assert.deepStrictEqual([jpy?.value?.minor, jpy?.latent?.minor], [610n, 0n])
  })

  it("have no value without a rate", () => {
    const [usd] = valueExposures([exposure(dollars, 1n, 1n, 1n)], [rate(yen, "1")])
    assert.deepStrictEqual([usd?.rate, usd?.value, usd?.openValue, usd?.latent], [null, null, null, null])
  })
})

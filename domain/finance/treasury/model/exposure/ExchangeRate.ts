import { Schema } from "effect"
import { minorUnits } from "../../../../shared/Currency.ts"
import { type CurrencyCode, type Money, money } from "../../../../shared/Money.ts"

/** What one unit of a currency is worth in another: exact decimal, above zero, at most eight decimals. */
export const ExchangeRate = Schema.String.check(
  Schema.isPattern(/^(?:0|[1-9][0-9]{0,7})(?:\.[0-9]{1,8})?$/u),
  Schema.makeFilter((text) => /[1-9]/u.test(text) || "a rate above zero")
).annotate({ examples: ["0.9215"] })
export type ExchangeRate = typeof ExchangeRate.Type

/** An amount in another currency at a rate, halves away from zero. */
export const converted = ({ currency, minor }: Money, rate: ExchangeRate, to: CurrencyCode): Money => {
  const [whole = "0", parts = ""] = rate.split(".")
  const units = BigInt(`${whole}${parts.padEnd(8, "0")}`)
  const up = minor * units * 10n ** BigInt(minorUnits(to))
  const down = 10n ** BigInt(8 + minorUnits(currency))
  const size = (2n * (up < 0n ? -up : up) + down) / (2n * down)
  return money(up < 0n ? -size : size, to)
}

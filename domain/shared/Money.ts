import { Result, Schema, SchemaGetter } from "effect"
import { isKnownCurrency, minorUnits } from "./Currency.ts"

/** The code of a currency of the ISO 4217 table in `Currency.ts`. */
export const CurrencyCode = Schema.String.check(
  Schema.makeFilter((code) => isKnownCurrency(code) || "an ISO 4217 currency code, such as EUR"),
  Schema.isPattern(/^[A-Z]{3}$/u)
)
  .annotate({ description: "ISO 4217 currency code", examples: ["EUR"] })
  .pipe(Schema.brand("CurrencyCode"))
export type CurrencyCode = typeof CurrencyCode.Type

export const EUR = CurrencyCode.make("EUR")

/** The largest amount held, in minor units: what a PostgreSQL `bigint` holds with room to sum a million rows. */
export const maxMinor = 9_000_000_000_000n

/** Why a text is not an amount. */
export type AmountFault = "NotANumber" | "TooManyDecimals" | "OutOfRange"

/**
 * Decimal text (`-1234.5`, at most `digits` significant decimals, trailing zeros free) to integer minor units.
 * Nothing is rounded: more decimals than the currency has is a fault.
 */
export const toMinor = (text: string, digits: number): Result.Result<bigint, AmountFault> =>
  Result.flatMap(exactMinor(text, digits), (minor) =>
    minor > maxMinor || minor < -maxMinor ? Result.fail("OutOfRange") : Result.succeed(minor)
  )

/** The same without a largest amount: sums of amounts may pass it. */
const exactMinor = (text: string, digits: number): Result.Result<bigint, AmountFault> => {
  const parts = /^([+-]?)(\d{1,30})(?:\.(\d{0,30}))?$/.exec(text)
  if (parts === null) return Result.fail("NotANumber")
  const decimals = (parts[3] ?? "").replace(/0+$/, "")
  if (decimals.length > digits) return Result.fail("TooManyDecimals")
  const minor = BigInt(`${parts[2] ?? "0"}${decimals.padEnd(digits, "0")}`)
  return Result.succeed(parts[1] === "-" ? -minor : minor)
}

/** Integer minor units to decimal text with exactly `digits` decimals: `-1234.50`. */
export const fromMinor = (minor: bigint, digits: number): string => {
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, "0")
  const whole = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
  return minor < 0n ? `-${whole}` : whole
}

/** A sum of money: integer minor units and its currency. */
export interface Money {
  readonly minor: bigint
  readonly currency: CurrencyCode
}

export const money = (minor: bigint, currency: CurrencyCode): Money => ({ minor, currency })

/** The amount of a sum as decimal text with the currency's own number of decimals. */
export const amountOf = (sum: Money): string => fromMinor(sum.minor, minorUnits(sum.currency))

const moneyOf = (minorOf: typeof toMinor) =>
  Schema.Struct({
    amount: Schema.String.annotate({
      description: "Exact decimal, with at most the decimals of its currency",
      examples: ["1234.56"]
    }),
    currency: CurrencyCode
  })
    .check(
      Schema.makeFilter(({ amount, currency }) => {
        return (
          Result.isSuccess(minorOf(amount, minorUnits(currency))) ||
          `an exact decimal with at most ${minorUnits(currency)} decimals, such as "1234.56"`
        )
      })
    )
    .pipe(
      Schema.decodeTo(Schema.Struct({ minor: Schema.BigInt, currency: Schema.toType(CurrencyCode) }), {
        decode: SchemaGetter.transform(({ amount, currency }) => ({
          minor: Result.getOrElse(minorOf(amount, minorUnits(currency)), () => 0n),
          currency
        })),
        encode: SchemaGetter.transform(({ minor, currency }) => ({
          amount: fromMinor(minor, minorUnits(currency)),
          currency
        }))
      })
    )

/** On the wire `{ "amount": "1234.56", "currency": "EUR" }`; within, integer minor units. Never a float. */
export const Money = moneyOf(toMinor).annotate({
  identifier: "Money",
  examples: [{ minor: 123_456n, currency: EUR }]
})

/** A sum of many amounts, such as a balance: the same on the wire, and larger than any one amount may be. */
export const MoneySum = moneyOf(exactMinor).annotate({
  identifier: "MoneySum",
  examples: [{ minor: 123_456n, currency: EUR }]
})

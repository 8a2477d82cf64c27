import { DateTime, Schema, SchemaGetter } from "effect"
import { LocalDate } from "../../domain/shared/LocalDate.ts"
import { amountOf, Money } from "../../domain/shared/Money.ts"

/** `{ value: "1234.56", currency: "EUR" }` on Swan's wire: a decimal text in major units. */
export const SwanAmount = Schema.Struct({ value: Schema.String, currency: Schema.String }).pipe(
  Schema.decodeTo(Money, {
    decode: SchemaGetter.transform(({ currency, value }) => ({ amount: value, currency })),
    encode: SchemaGetter.transform(({ amount, currency }) => ({ value: amount, currency }))
  })
)

/** The same, written. */
export const swanAmount = (sum: Money) => ({ value: amountOf(sum), currency: sum.currency })

export const SwanInstant = Schema.DateTimeUtcFromString

/** Swan's banking days are those of Paris. */
export const bankingDay = (at: DateTime.Utc): LocalDate =>
  LocalDate.make(DateTime.formatIsoDate(DateTime.setZoneNamedUnsafe(at, "Europe/Paris")))

/** The start of a day in Paris. */
export const startOfDay = (day: LocalDate): string =>
  DateTime.formatIso(
    DateTime.toUtc(
      DateTime.makeZonedUnsafe(`${day}T00:00:00`, { timeZone: "Europe/Paris", adjustForTimeZone: true })
    )
  )

/** The last second of a day in Paris. */
export const endOfDay = (day: LocalDate): string =>
  DateTime.formatIso(
    DateTime.toUtc(
      DateTime.makeZonedUnsafe(`${day}T23:59:59`, { timeZone: "Europe/Paris", adjustForTimeZone: true })
    )
  )

/** A Relay connection of `node`s. */
export const SwanPage = <S extends Schema.Top>(node: S) =>
  Schema.Struct({
    pageInfo: Schema.Struct({ hasNextPage: Schema.Boolean, endCursor: Schema.NullOr(Schema.String) }),
    edges: Schema.Array(Schema.Struct({ node }))
  })

/** Swan answers at most a hundred at a time. */
export const mostPerPage = 100

import { Schema } from "effect"

/** Merchant category code (ISO 18245). */
const CategoryCode = Schema.String.check(Schema.isPattern(/^[0-9]{4}$/u)).annotate({ examples: ["5812"] })

/** ISO 3166-1 alpha-3, as card networks announce it. */
const CountryCode = Schema.String.check(Schema.isPattern(/^[A-Z]{3}$/u)).annotate({ examples: ["FRA"] })

/** The merchant's id, as the network announces it. */
export const MerchantId = Schema.String.check(Schema.isPattern(/^[\x21-\x7e]{1,60}$/u)).annotate({
  examples: ["M-10442"]
})

const listOf = <S extends Schema.Top>(one: S) =>
  Schema.Struct({
    mode: Schema.Literals(["only", "except"]),
    values: Schema.Array(one).check(Schema.isMinLength(1), Schema.isMaxLength(200))
  })

const Hours = Schema.Struct({
  from: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 23 })),
  to: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 24 }))
})
  .check(Schema.makeFilter(({ from, to }) => from < to || "an end after the start"))
  .annotate({ identifier: "CardHours", examples: [{ from: 7, to: 20 }] })

/**
 * Where and when a card may pay. `only` lists what is allowed, `except` what is not; null asks for nothing. A payment
 * whose network does not tell what a rule needs to know is refused: it cannot be shown to be allowed.
 */
export const CardRules = Schema.Struct({
  online: Schema.Boolean,
  inStore: Schema.Boolean,
  withdrawal: Schema.Boolean,
  /** Outside France, overseas departments and collectivities included in France. */
  abroad: Schema.Boolean,
  otherCurrencies: Schema.Boolean,
  categories: Schema.NullOr(listOf(CategoryCode)),
  countries: Schema.NullOr(listOf(CountryCode)),
  merchants: Schema.NullOr(listOf(MerchantId)),
  /** 1 is Monday, 7 is Sunday, in the card's zone. */
  weekdays: Schema.NullOr(
    Schema.Array(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 7 }))).check(
      Schema.isMinLength(1),
      Schema.isMaxLength(7)
    )
  ),
  hours: Schema.NullOr(Hours)
}).annotate({
  identifier: "CardRules",
  examples: [
    {
      online: true,
      inStore: true,
      withdrawal: false,
      abroad: false,
      otherCurrencies: false,
      categories: { mode: "except", values: ["7995"] },
      countries: null,
      merchants: null,
      weekdays: [1, 2, 3, 4, 5],
      hours: { from: 7, to: 20 }
    }
  ]
})
export type CardRules = typeof CardRules.Type

/** No rule but those of the limits; withdrawals are off. */
export const openRules: CardRules = {
  online: true,
  inStore: true,
  withdrawal: false,
  abroad: true,
  otherCurrencies: true,
  categories: null,
  countries: null,
  merchants: null,
  weekdays: null,
  hours: null
}

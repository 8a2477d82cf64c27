import { DateTime, Schema } from "effect"
import { Instant } from "../../../../shared/Instant.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, money, MoneySum } from "../../../../shared/Money.ts"
import { FreeText } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { CovenantId, CovenantTerm } from "./Covenant.ts"

export const CovenantTestId = Uuid.pipe(Schema.brand("CovenantTestId"))
export type CovenantTestId = typeof CovenantTestId.Type

const sums = { numerator: MoneySum, denominator: Schema.NullOr(MoneySum) }

const eur = (minor: bigint) => money(minor, EUR)

/** The figures of a test that a company computed itself. */
export const GivenFigures = Schema.Struct(sums)
  .check(
    Schema.makeFilter(
      ({ denominator, numerator }) =>
        denominator === null || denominator.currency === numerator.currency || "one currency"
    )
  )
  .annotate({
    identifier: "CovenantGivenFigures",
    examples: [{ numerator: eur(20_000_000n), denominator: eur(8_000_000n) }]
  })
export type GivenFigures = typeof GivenFigures.Type

/** What a covenant was measured with: its sums, and where the books gave them, each term. */
export const CovenantFigures = Schema.Struct({
  ...sums,
  parts: Schema.Array(
    Schema.Struct({
      of: Schema.Literals(["numerator", "denominator"]),
      ...CovenantTerm.fields,
      amount: MoneySum
    })
  )
}).annotate({ identifier: "CovenantFigures" })
export type CovenantFigures = typeof CovenantFigures.Type

/** `not-measurable`: a ratio whose denominator is not above zero; what that means is for the contract to say. */
export const CovenantOutcome = Schema.Literals(["met", "breached", "not-measurable"])
export type CovenantOutcome = typeof CovenantOutcome.Type

export const Waiver = Schema.Struct({
  on: LocalDate,
  reason: FreeText.check(Schema.isMinLength(1)).annotate({
    examples: ["Lettre de la banque du 12 mars 2027"]
  })
}).annotate({
  identifier: "CovenantWaiver",
  examples: [{ on: LocalDate.make("2027-03-12"), reason: "Lettre de la banque du 12 mars 2027" }]
})
export type Waiver = typeof Waiver.Type

const measured = {
  ...CovenantFigures.fields,
  value: Schema.NullOr(Schema.String).annotate({
    description: "To four decimals; the comparison is exact",
    examples: ["2.5000"]
  }),
  outcome: CovenantOutcome
}

const example = {
  numerator: eur(20_000_000n),
  denominator: eur(8_000_000n),
  parts: [],
  value: "2.5000",
  outcome: "met"
} as const

/** A covenant measured on a test day, with the figures used; never changed but for a waiver. The latest of a day counts. */
export const CovenantTest = Schema.Struct({
  id: CovenantTestId,
  covenantId: CovenantId,
  on: LocalDate,
  ...measured,
  waiver: Schema.NullOr(Waiver),
  createdAt: Instant
}).annotate({
  identifier: "CovenantTest",
  examples: [
    {
      id: CovenantTestId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1c21"),
      covenantId: CovenantId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1c11"),
      on: LocalDate.make("2026-12-31"),
      ...example,
      waiver: null,
      createdAt: DateTime.makeUnsafe("2027-02-15T09:00:00Z")
    }
  ]
})
export type CovenantTest = typeof CovenantTest.Type

/** What a covenant would be on the books of a day. */
export const CovenantForecast = Schema.Struct({ on: LocalDate, ...measured }).annotate({
  identifier: "CovenantForecast",
  examples: [{ on: LocalDate.make("2026-11-23"), ...example }]
})
export type CovenantForecast = typeof CovenantForecast.Type

/** The next test of a covenant, and what it would be on the books of today: null where these cannot say. */
export const CovenantOutlook = Schema.Struct({
  nextTestOn: Schema.NullOr(LocalDate),
  forecast: Schema.NullOr(CovenantForecast)
}).annotate({ identifier: "CovenantOutlook" })
export type CovenantOutlook = typeof CovenantOutlook.Type

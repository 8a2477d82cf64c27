import { Schema } from "effect"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import { Label } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { rateUnits } from "../loan/interest.ts"
import { YearlyRate } from "../loan/LoanTerms.ts"

export const UsuryThresholdId = Uuid.pipe(Schema.brand("UsuryThresholdId"))
export type UsuryThresholdId = typeof UsuryThresholdId.Type

/** A quarter of a calendar year. */
export const Quarter = Schema.String.check(Schema.isPattern(/^(19|2[0-9])[0-9]{2}-Q[1-4]$/u)).annotate({
  identifier: "Quarter",
  description: "A quarter of a year",
  examples: ["2026-Q1"]
})
export type Quarter = typeof Quarter.Type

export const NewUsuryThreshold = Schema.Struct({
  quarter: Quarter,
  rate: YearlyRate,
  source: Label.annotate({
    description: "Where the company read it",
    examples: ["Banque de France, seuils de l'usure, 1er trimestre 2026"]
  })
}).annotate({
  identifier: "NewUsuryThreshold",
  description: "The threshold published for overdrafts of businesses in a quarter",
  examples: [
    { quarter: "2026-Q1", rate: "0.1647", source: "Banque de France, seuils de l'usure, 1er trimestre 2026" }
  ]
})
export type NewUsuryThreshold = typeof NewUsuryThreshold.Type

/**
 * The rate above which an overdraft to a business is usurious in a quarter: the average effective rate of the quarter
 * before and a third (Code monétaire et financier L. 313-5-1). It is published; the company enters it, nothing is built in.
 */
export const UsuryThreshold = Schema.Struct({
  id: UsuryThresholdId,
  ...NewUsuryThreshold.fields,
  version: Schema.Int
}).annotate({
  identifier: "UsuryThreshold",
  examples: [
    {
      id: UsuryThresholdId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1b31"),
      quarter: "2026-Q1",
      rate: "0.1647",
      source: "Banque de France, seuils de l'usure, 1er trimestre 2026",
      version: 1
    }
  ]
})
export type UsuryThreshold = typeof UsuryThreshold.Type

/** The quarter that a day is in. */
export const quarterOf = (on: LocalDate): Quarter =>
  `${on.slice(0, 4)}-Q${Math.ceil(Number(on.slice(5, 7)) / 3)}`

/** Whether an effective rate is above a threshold; null where either is unknown. */
export const isUsurious = (effectiveRate: string | null, threshold: string | null): boolean | null =>
  effectiveRate === null || threshold === null ? null : rateUnits(effectiveRate) > rateUnits(threshold)

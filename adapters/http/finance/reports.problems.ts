import { DatesOutsideYear } from "../../../domain/finance/accounting/model/index.ts"
import { problem } from "../contract/problem.ts"

export const DatesOutsideYearProblem = problem(DatesOutsideYear, {
  title: { fr: "Dates hors de l'exercice", en: "Dates outside the fiscal year" },
  detail: ({ from, to, yearEnds, yearStarts }) => ({
    fr: `Du ${from} au ${to} : l'exercice du ${to} va du ${yearStarts} au ${yearEnds}.`,
    en: `From ${from} to ${to}: the fiscal year of ${to} runs from ${yearStarts} to ${yearEnds}.`
  }),
  next: {
    fr: "Demandez un état par exercice, avec un début qui ne suit pas la fin.",
    en: "Ask for one report per fiscal year, with a start not after the end."
  }
})

import { StatementNotThere, StatementPeriodRefused } from "../../../domain/finance/banking/model/index.ts"
import { problem } from "../contract/problem.ts"

export const StatementPeriodRefusedProblem = problem(StatementPeriodRefused, {
  title: { fr: "Période de relevé refusée", en: "Period of a statement refused" },
  detail: ({ from, to, today }) => ({
    fr: `Du ${from} au ${to} : un relevé porte sur des jours dans l'ordre, tous avant aujourd'hui (${today}).`,
    en: `From ${from} to ${to}: a statement is of days in their order, all before today (${today}).`
  }),
  next: {
    fr: "Donnez un premier jour qui n'est pas après le dernier, et un dernier jour passé.",
    en: "Give a first day that is not after the last, and a last day that is over."
  }
})

export const StatementNotThereProblem = problem(StatementNotThere, {
  title: { fr: "Relevé absent", en: "No such statement" },
  detail: ({ reference }) => ({
    fr: `Le compte ne montre pas de relevé ${reference} au format PDF ou CSV, tel qu'il a été lu la dernière fois.`,
    en: `The account shows no statement ${reference} as PDF or CSV, as it was when last read.`
  }),
  next: {
    fr: "Relisez le compte par POST /v2/banking/sync, puis choisissez la référence de l'un de ses relevés.",
    en: "Read the account again by POST /v2/banking/sync and choose the reference of one of its statements."
  }
})

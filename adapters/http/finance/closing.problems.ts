import {
  blockerTexts,
  HistoryExists,
  NotBalanceSheet,
  OpeningJournalMissing,
  YearNotReady
} from "../../../domain/finance/accounting/model/index.ts"
import { problem } from "../contract/problem.ts"

export const YearNotReadyProblem = problem(YearNotReady, {
  title: { fr: "Exercice pas encore clôturable", en: "Fiscal year not ready to close" },
  detail: ({ blockers }) => ({
    fr: `Rien n'a été clôturé. ${blockers.map((blocker) => blockerTexts(blocker).fr).join(" ; ")}.`,
    en: `Nothing was closed. ${blockers.map((blocker) => blockerTexts(blocker).en).join("; ")}.`
  }),
  next: {
    fr: "Réglez chaque point, puis relisez l'état de clôture de l'exercice.",
    en: "Settle each point, then read the closing state of the year again."
  }
})

export const NotBalanceSheetProblem = problem(NotBalanceSheet, {
  title: { fr: "Comptes sans à-nouveau", en: "Accounts that do not open a year" },
  detail: ({ accounts }) => ({
    fr: `Seules les classes 1 à 5 ont des à-nouveaux : ${accounts.join(", ")}.`,
    en: `Only classes 1 to 5 open a year: ${accounts.join(", ")}.`
  }),
  next: {
    fr: "Portez le résultat de l'exercice précédent en 120 (bénéfice) ou 129 (perte).",
    en: "Put the result of the year before on 120 (profit) or 129 (loss)."
  }
})

export const HistoryExistsProblem = problem(HistoryExists, {
  title: { fr: "Des écritures antérieures existent", en: "Earlier entries exist" },
  detail: ({ earlierEntries }) => ({
    fr: `${earlierEntries} écritures précèdent cet exercice : leur clôture reporte les soldes.`,
    en: `${earlierEntries} entries come before this fiscal year: their closing carries the balances.`
  }),
  next: {
    fr: "Clôturez l'exercice précédent.",
    en: "Close the fiscal year before it."
  }
})

export const OpeningJournalMissingProblem = problem(OpeningJournalMissing, {
  title: { fr: "Journal d'à-nouveaux absent", en: "No opening journal" },
  detail: () => ({
    fr: "L'entreprise n'a pas de journal de type opening.",
    en: "The company has no journal of kind opening."
  }),
  next: {
    fr: "Créez-en un, par exemple AN « À-nouveaux ».",
    en: "Add one, for example AN, À-nouveaux."
  }
})

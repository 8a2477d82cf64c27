import {
  type Blocker,
  type BlockerKind,
  HistoryExists,
  NotBalanceSheet,
  OpeningJournalMissing,
  YearNotReady
} from "../../../domain/finance/accounting/model/index.ts"
import type { Texts } from "../../../domain/shared/Language.ts"
import { problem } from "../contract/problem.ts"

export const YearNotReadyProblem = problem(YearNotReady, {
  title: { fr: "Exercice pas encore clôturable", en: "Fiscal year not ready to close" },
  detail: ({ blockers }) => ({
    fr: `Rien n'a été clôturé. ${blockers.map((blocker) => sentence(blocker, "fr")).join(" ; ")}.`,
    en: `Nothing was closed. ${blockers.map((blocker) => sentence(blocker, "en")).join("; ")}.`
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

const sentence = ({ count, details, kind }: Blocker, language: keyof Texts) => {
  const named = details.length === 0 ? "" : ` (${details.join(", ")})`
  return `${texts[kind](count)[language]}${named}`
}

const texts: Readonly<Record<BlockerKind, (count: number) => Texts>> = {
  "previous-year-open": () => ({
    fr: "un exercice précédent n'est pas clôturé",
    en: "an earlier fiscal year is open"
  }),
  "next-year-missing": () => ({
    fr: "l'exercice suivant n'est pas ouvert",
    en: "the next fiscal year does not exist"
  }),
  "next-year-has-opening-balances": () => ({
    fr: "l'exercice suivant a déjà des soldes d'ouverture",
    en: "the next fiscal year has opening balances already"
  }),
  "opening-journal-missing": () => ({
    fr: "il n'y a pas de journal d'à-nouveaux",
    en: "there is no opening journal"
  }),
  "result-account-missing": () => ({
    fr: "les comptes de résultat manquent au plan",
    en: "the result accounts are not in the chart"
  }),
  drafts: (count) => ({
    fr: `brouillons dans l'exercice : ${count}`,
    en: `drafts in the year: ${count}`
  }),
  "periods-open": (count) => ({
    fr: `périodes non verrouillées : ${count}`,
    en: `periods not locked: ${count}`
  }),
  "suspense-not-clear": () => ({
    fr: "le compte d'attente 471 n'est pas soldé",
    en: "the suspense account 471 is not zero"
  }),
  "class-8-not-balanced": () => ({
    fr: "la classe 8 n'est pas équilibrée",
    en: "class 8 does not balance"
  }),
  "debits-differ-from-credits": () => ({
    fr: "le total des débits diffère de celui des crédits",
    en: "total debits differ from total credits"
  }),
  "entries-unbalanced": (count) => ({
    fr: `écritures déséquilibrées : ${count}`,
    en: `entries that do not balance: ${count}`
  }),
  "parties-differ-from-control-account": (count) => ({
    fr: `comptes collectifs avec un solde sans tiers : ${count}`,
    en: `control accounts with a balance of no party: ${count}`
  }),
  "chain-broken": (count) => ({
    fr: `journaux altérés : ${count}`,
    en: `journals that were tampered with: ${count}`
  })
}

import type { Texts } from "../../../../shared/Language.ts"
import type { Blocker, BlockerKind } from "./Closing.ts"

/** What stands in the way, in words, without a full stop. */
export const blockerTexts = ({ count, details, kind }: Blocker): Texts => {
  const named = details.length === 0 ? "" : ` (${details.join(", ")})`
  const { en, fr } = texts[kind](count)
  return { fr: `${fr}${named}`, en: `${en}${named}` }
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

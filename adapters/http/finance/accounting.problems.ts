import {
  MissingSections,
  NoFiscalYear,
  PeriodClosed,
  UnbalancedEntry,
  UnknownVatCodes,
  UnusableAccounts,
  UnusableSections,
  WrongCurrency
} from "../../../domain/finance/accounting/model/index.ts"
import { amountOf } from "../../../domain/shared/Money.ts"
import { problem } from "../contract/problem.ts"

export const UnbalancedEntryProblem = problem(UnbalancedEntry, {
  title: { fr: "Écriture déséquilibrée", en: "Entry does not balance" },
  detail: ({ credit, debit }) => ({
    fr: `Le débit est de ${amountOf(debit)} et le crédit de ${amountOf(credit)} ${debit.currency}.`,
    en: `The debit is ${amountOf(debit)} and the credit ${amountOf(credit)} ${debit.currency}.`
  }),
  next: { fr: "Corrigez les lignes jusqu'à l'égalité.", en: "Correct the lines until both sides are equal." }
})

export const UnusableAccountsProblem = problem(UnusableAccounts, {
  title: { fr: "Comptes inutilisables", en: "Accounts that cannot be used" },
  detail: ({ inactive, unknown }) => ({
    fr: `Inconnus : ${unknown.join(", ") || "aucun"}. Inactifs : ${inactive.join(", ") || "aucun"}.`,
    en: `Unknown: ${unknown.join(", ") || "none"}. Inactive: ${inactive.join(", ") || "none"}.`
  }),
  next: {
    fr: "Créez ou réactivez ces comptes dans le plan comptable, ou utilisez-en d'autres.",
    en: "Create or reactivate these accounts in the chart, or use others."
  }
})

export const WrongCurrencyProblem = problem(WrongCurrency, {
  title: { fr: "Devise inattendue", en: "Unexpected currency" },
  detail: ({ expected, line, received }) => ({
    fr: `Ligne ${line} : le débit ou le crédit est en ${received}, la comptabilité est en ${expected}.`,
    en: `Line ${line}: the debit or credit is in ${received}, the books are in ${expected}.`
  }),
  next: {
    fr: "Donnez le montant en devise de tenue, et le montant d'origine dans foreign.",
    en: "Give the amount in the books' currency, and the original amount in foreign."
  }
})

export const NoFiscalYearProblem = problem(NoFiscalYear, {
  title: { fr: "Pas d'exercice à cette date", en: "No fiscal year at this date" },
  detail: ({ date }) => ({
    fr: `Aucun exercice ne contient le ${date}.`,
    en: `No fiscal year holds ${date}.`
  }),
  next: { fr: "Ouvrez l'exercice, ou changez la date.", en: "Open the fiscal year, or change the date." }
})

export const PeriodClosedProblem = problem(PeriodClosed, {
  title: { fr: "Période verrouillée", en: "Period locked" },
  detail: ({ date, nextOpen, state, vatLocked }) => ({
    fr: `La période du ${date} est à l'état ${state}${vatLocked ? ", TVA déclarée" : ""}. Prochaine date ouverte : ${nextOpen ?? "aucune"}.`,
    en: `The period of ${date} is ${state}${vatLocked ? ", its VAT is filed" : ""}. Next open date: ${nextOpen ?? "none"}.`
  }),
  next: {
    fr: "Passez l'écriture à la prochaine date ouverte, ou demandez à l'expert-comptable.",
    en: "Post at the next open date, or ask the accountant."
  }
})

export const UnknownVatCodesProblem = problem(UnknownVatCodes, {
  title: { fr: "Codes de TVA inconnus", en: "Unknown VAT codes" },
  detail: ({ codes }) => ({ fr: `Inconnus : ${codes.join(", ")}.`, en: `Unknown: ${codes.join(", ")}.` }),
  next: { fr: "Créez ces codes, ou utilisez-en d'autres.", en: "Create these codes, or use others." }
})

const UnusableSectionsProblem = problem(UnusableSections, {
  title: { fr: "Sections analytiques inutilisables", en: "Analytic sections that cannot be used" },
  detail: ({ sections }) => {
    const listed = sections.map(({ axis, section }) => `${axis} / ${section}`).join(", ")
    return { fr: `Inconnues ou inactives : ${listed}.`, en: `Unknown or inactive: ${listed}.` }
  },
  next: {
    fr: "Créez ou réactivez ces sections et leur axe, ou utilisez-en d'autres.",
    en: "Create or reactivate these sections and their axis, or use others."
  }
})

const MissingSectionsProblem = problem(MissingSections, {
  title: { fr: "Sections analytiques manquantes", en: "Analytic sections missing" },
  detail: ({ missing }) => ({
    fr: missing.map(({ account, axis, line }) => `Ligne ${line} (${account}) : axe ${axis}.`).join(" "),
    en: missing.map(({ account, axis, line }) => `Line ${line} (${account}): axis ${axis}.`).join(" ")
  }),
  next: {
    fr: "Nommez dans analytics une section de chaque axe demandé.",
    en: "Name in analytics a section of each axis that is asked for."
  }
})

/** Why the books may refuse an entry. */
export const entryProblems = [
  UnbalancedEntryProblem,
  UnusableAccountsProblem,
  WrongCurrencyProblem,
  NoFiscalYearProblem,
  PeriodClosedProblem,
  UnknownVatCodesProblem,
  UnusableSectionsProblem,
  MissingSectionsProblem
] as const

import {
  ExchangeJournalMissing,
  LetteringUnbalanced,
  LinesDoNotMatch,
  MoreThanOpen
} from "../../../domain/finance/accounting/model/index.ts"
import type { Texts } from "../../../domain/shared/Language.ts"
import { amountOf } from "../../../domain/shared/Money.ts"
import { problem } from "../contract/problem.ts"

const LetteringUnbalancedProblem = problem(LetteringUnbalanced, {
  title: { fr: "Lettrage déséquilibré", en: "Lettering does not balance" },
  detail: ({ credit, debit }) => ({
    fr: `Débit ${amountOf(debit)}, crédit ${amountOf(credit)} ${debit.currency}.`,
    en: `Debit ${amountOf(debit)}, credit ${amountOf(credit)} ${debit.currency}.`
  }),
  next: {
    fr: "Donnez un montant aux lignes à lettrer en partie, ou ajoutez la ligne manquante.",
    en: "Give an amount to the lines that are lettered in part, or add the missing line."
  }
})

const reasons: Readonly<Record<LinesDoNotMatch["reason"], Texts>> = {
  accounts: { fr: "Les lignes sont de plusieurs comptes.", en: "The lines are of several accounts." },
  parties: { fr: "Les lignes sont de plusieurs tiers.", en: "The lines are of several parties." },
  "one-side": { fr: "Les lignes sont toutes du même côté.", en: "The lines are all on one side." },
  currencies: {
    fr: "Un montant donné n'est pas dans la devise commune des lignes.",
    en: "A given amount is not in the currency that the lines share."
  },
  "repeated-line": { fr: "Une ligne est donnée deux fois.", en: "A line is given twice." }
}

const LinesDoNotMatchProblem = problem(LinesDoNotMatch, {
  title: { fr: "Lignes qui ne vont pas ensemble", en: "Lines that do not go together" },
  detail: ({ reason }) => reasons[reason],
  next: {
    fr: "Lettrez les lignes d'un seul compte et d'un seul tiers, au débit et au crédit.",
    en: "Letter lines of one account and one party, on both sides."
  }
})

const MoreThanOpenProblem = problem(MoreThanOpen, {
  title: { fr: "Montant déjà lettré", en: "Amount already lettered" },
  detail: ({ lineId, open }) => ({
    fr: `Il reste ${amountOf(open)} ${open.currency} à lettrer sur la ligne ${lineId}.`,
    en: `${amountOf(open)} ${open.currency} is open of line ${lineId}.`
  }),
  next: { fr: "Relisez les lignes ouvertes du compte.", en: "Read the account's open lines again." }
})

const ExchangeJournalMissingProblem = problem(ExchangeJournalMissing, {
  title: { fr: "Journal de l'écart de change absent", en: "Journal of the exchange difference missing" },
  detail: ({ difference }) => ({
    fr: `Ces lignes laissent un écart de change de ${amountOf(difference)} ${difference.currency}.`,
    en: `These lines leave an exchange difference of ${amountOf(difference)} ${difference.currency}.`
  }),
  next: {
    fr: "Nommez dans exchangeJournal le journal où passer l'écart, par exemple OD.",
    en: "Name in exchangeJournal the journal to post the difference to, for example OD."
  }
})

/** Why lines may not be lettered together. */
export const letteringProblems = [
  LetteringUnbalancedProblem,
  LinesDoNotMatchProblem,
  MoreThanOpenProblem,
  ExchangeJournalMissingProblem
] as const

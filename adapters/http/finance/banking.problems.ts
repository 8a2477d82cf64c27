import {
  BankAccountNotInEntry,
  BankAccountNotLinked,
  BooksAmountMissing,
  FedElsewhere,
  FeedOverlaps,
  type FeedSource,
  problemMessage,
  StatementNotKept,
  StatementProblem
} from "../../../domain/finance/banking/model/index.ts"
import type { Texts } from "../../../domain/shared/Language.ts"
import { problem } from "../contract/problem.ts"

const StatementProblemProblem = problem(StatementProblem, {
  title: { fr: "Relevé bancaire refusé", en: "Bank statement refused" },
  detail: (fact) => ({ fr: problemMessage(fact, "fr"), en: problemMessage(fact, "en") }),
  next: {
    fr: "Rien n'a été enregistré. Redemandez le fichier à la banque, ou corrigez-le à l'endroit indiqué.",
    en: "Nothing was stored. Ask the bank for the file again, or correct it at the place given."
  }
})

const missing: Readonly<Record<StatementNotKept["missing"], Texts>> = {
  account: { fr: "ne nomme aucun compte", en: "names no account" },
  currency: { fr: "ne nomme aucune devise", en: "names no currency" }
}

const StatementNotKeptProblem = problem(StatementNotKept, {
  title: { fr: "Relevé incomplet", en: "Incomplete statement" },
  detail: ({ missing: what, statement }) => ({
    fr: `Le relevé n° ${statement} du fichier ${missing[what].fr}.`,
    en: `Statement ${statement} of the file ${missing[what].en}.`
  }),
  next: {
    fr: "Demandez à la banque un relevé complet : un extrait ne peut pas être importé.",
    en: "Ask the bank for a whole statement: an excerpt cannot be imported."
  }
})

const feeds: Readonly<Record<FeedSource, Texts>> = {
  files: { fr: "des fichiers de relevés", en: "statement files" },
  institution: { fr: "l'interface de son établissement", en: "its institution's API" }
}

const FedElsewhereProblem = problem(FedElsewhere, {
  title: { fr: "Compte alimenté autrement", en: "Account fed in another way" },
  detail: ({ feed, label }) => ({
    fr: `Le compte ${label} est alimenté par ${feeds[feed].fr} : les mêmes lignes y seraient deux fois.`,
    en: `The account ${label} is fed by ${feeds[feed].en}: the same lines would stand there twice.`
  }),
  next: {
    fr: "Rien n'a été enregistré. Pour passer aux fichiers, déclarez-le par PATCH /v2/banking/accounts/{id} avec feed, à partir d'un jour donné.",
    en: "Nothing was stored. To go over to files, declare it by PATCH /v2/banking/accounts/{id} with feed, from a day on."
  }
})

export const FeedOverlapsProblem = problem(FeedOverlaps, {
  title: { fr: "Jours déjà alimentés", en: "Days that are told already" },
  detail: ({ lastLine }) => ({
    fr: `Ce compte a des lignes jusqu'au ${lastLine} : une autre source ne peut commencer qu'après.`,
    en: `This account has lines up to ${lastLine}: another feed can only begin after that.`
  }),
  next: {
    fr: "Donnez dans feed.since un jour postérieur à la dernière ligne.",
    en: "Give a day after the last line in feed.since."
  }
})

/** Why a bank file is not imported. */
export const statementProblems = [
  StatementProblemProblem,
  StatementNotKeptProblem,
  FedElsewhereProblem
] as const

const BankAccountNotLinkedProblem = problem(BankAccountNotLinked, {
  title: { fr: "Compte bancaire non relié", en: "Bank account not linked" },
  detail: () => ({
    fr: "Ce compte bancaire n'a pas encore de compte comptable (512...) ou de journal.",
    en: "This bank account has no ledger account (512...) or no journal yet."
  }),
  next: {
    fr: "Donnez-lui ledgerAccount et journal par PATCH /v2/banking/accounts/{id}, puis recommencez.",
    en: "Give it ledgerAccount and journal by PATCH /v2/banking/accounts/{id}, then try again."
  }
})

const BooksAmountMissingProblem = problem(BooksAmountMissing, {
  title: { fr: "Montant en devise de tenue absent", en: "Amount in the books' currency missing" },
  detail: ({ expected, received }) => ({
    fr: `La ligne est en ${received} ou nulle ; la comptabilité attend un montant en ${expected}.`,
    en: `The line is in ${received} or zero; the books want an amount in ${expected}.`
  }),
  next: { fr: "Donnez le montant dans amount.", en: "Give the amount in amount." }
})

/** Why an entry does not stand for a bank line. */
export const BankAccountNotInEntryProblem = problem(BankAccountNotInEntry, {
  title: { fr: "Compte de la banque absent de l'écriture", en: "Bank's account not in the entry" },
  detail: ({ ledgerAccount }) => ({
    fr: `La règle d'imputation n'utilise pas ${ledgerAccount}, le compte de la banque où l'argent a bougé.`,
    en: `The posting rule does not use ${ledgerAccount}, the account of the bank where the money moved.`
  }),
  next: {
    fr: "Changez la règle d'imputation ou le compte comptable du compte bancaire, puis recommencez.",
    en: "Change the posting rule or the ledger account of the bank account, then try again."
  }
})

/** Why a bank line is not posted, beside the reasons of the books. */
export const bankLineProblems = [BankAccountNotLinkedProblem, BooksAmountMissingProblem] as const

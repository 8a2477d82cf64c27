import {
  BankAccountNotInEntry,
  BankAccountNotLinked,
  BooksAmountMissing,
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

/** Why a bank file is not imported. */
export const statementProblems = [StatementProblemProblem, StatementNotKeptProblem] as const

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

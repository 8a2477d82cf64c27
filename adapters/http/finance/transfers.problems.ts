import {
  AccountNotOpen,
  BatchKeyTaken,
  ConsentIsOfBatch,
  ExecutionDateNotAhead,
  PayeeAnswerDiffers,
  TransferCurrencyDiffers
} from "../../../domain/finance/banking/model/index.ts"
import type { Texts } from "../../../domain/shared/Language.ts"
import { problem } from "../contract/problem.ts"

export const AccountNotOpenProblem = problem(AccountNotOpen, {
  title: { fr: "Compte non ouvert", en: "Account not open" },
  detail: ({ state }) => ({
    fr: `Ce compte n'est pas ouvert (${state}) : aucun virement n'en part.`,
    en: `This account is not open (${state}): no transfer leaves it.`
  }),
  next: {
    fr: "Choisissez un compte ouvert, ou relisez les comptes par POST /v2/banking/sync si son état a changé.",
    en: "Choose an open account, or read the accounts again by POST /v2/banking/sync if its state has changed."
  }
})

export const TransferCurrencyDiffersProblem = problem(TransferCurrencyDiffers, {
  title: { fr: "Devise différente du compte", en: "Another currency than the account" },
  detail: ({ account, asked }) => ({
    fr: `Le montant est en ${asked} et le compte en ${account}.`,
    en: `The amount is in ${asked} and the account in ${account}.`
  }),
  next: {
    fr: "Donnez le montant dans la devise du compte.",
    en: "Give the amount in the account's currency."
  }
})

export const ExecutionDateNotAheadProblem = problem(ExecutionDateNotAhead, {
  title: { fr: "Date d'exécution passée", en: "Execution date not ahead" },
  detail: ({ asked, today }) => ({
    fr: `La date d'exécution demandée (${asked}) n'est pas après aujourd'hui (${today}).`,
    en: `The execution date asked for (${asked}) is not after today (${today}).`
  }),
  next: {
    fr: "Donnez une date à venir, ou aucune pour un virement immédiat.",
    en: "Give a date ahead, or none for a transfer at once."
  }
})

export const PayeeAnswerDiffersProblem = problem(PayeeAnswerDiffers, {
  title: { fr: "Réponse de vérification différente", en: "The check said something else" },
  detail: ({ answer, confirmed, suggestedName }) => {
    const name = nameText(suggestedName)
    return {
      fr: `La vérification du bénéficiaire a répondu « ${answer} »${name.fr}, et non « ${confirmed} ».`,
      en: `The check of the payee answered "${answer}"${name.en}, not "${confirmed}".`
    }
  },
  next: {
    fr: "Relisez le virement, vérifiez le bénéficiaire auprès de lui, puis confirmez la réponse reçue ou annulez.",
    en: "Read the transfer again, verify the payee with them, then confirm the answer that came, or cancel."
  }
})

export const BatchKeyTakenProblem = problem(BatchKeyTaken, {
  title: { fr: "Clé déjà utilisée", en: "Key already taken" },
  detail: ({ batchId, businessKey }) => ({
    fr: `Le lot ${batchId} a été créé sous la clé « ${businessKey} » avec un autre contenu.`,
    en: `The batch ${batchId} was made under the key "${businessKey}" with another content.`
  }),
  next: {
    fr: "Lisez ce lot, ou donnez une autre clé.",
    en: "Read that batch, or give another key."
  }
})

export const ConsentIsOfBatchProblem = problem(ConsentIsOfBatch, {
  title: { fr: "Consentement commun à un lot", en: "One consent for a whole batch" },
  detail: ({ batchId }) => ({
    fr: `Ce virement attend le consentement du lot ${batchId}, qui vaut pour toutes ses lignes.`,
    en: `This transfer waits for the consent of the batch ${batchId}, which stands for all its lines.`
  }),
  next: {
    fr: "Retirez le lot entier par POST /v2/transfer-batches/{id}/withdraw.",
    en: "Withdraw the whole batch by POST /v2/transfer-batches/{id}/withdraw."
  }
})

const nameText = (name: string | null): Texts =>
  name === null ? { fr: "", en: "" } : { fr: ` (nom proposé : ${name})`, en: ` (name suggested: ${name})` }

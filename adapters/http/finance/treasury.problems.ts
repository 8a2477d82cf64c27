import {
  AccountCannotPay,
  AmountFromBooks,
  ApprovedByPreparer,
  BatchDiffers,
  BatchFollowed,
  BatchNeedsFile,
  DueItemSettled,
  DueItemTaken,
  LineNotPayable,
  NotSignatory,
  StatusReportRefused,
  TextNotWritable
} from "../../../domain/finance/treasury/model/index.ts"
import type { Texts } from "../../../domain/shared/Language.ts"
import { amountOf } from "../../../domain/shared/Money.ts"
import { problem } from "../contract/problem.ts"

export const NotSignatoryProblem = problem(NotSignatory, {
  title: { fr: "Pas habilité sur ce compte", en: "No authority on this account" },
  detail: ({ reason }) =>
    reason === "limit"
      ? {
          fr: "Le total du lot dépasse votre plafond au registre des pouvoirs bancaires de ce compte.",
          en: "The batch's total is above your limit in the register of signing authorities of this account."
        }
      : {
          fr: "Le registre des pouvoirs bancaires de ce compte ne vous donne aucun pouvoir aujourd'hui.",
          en: "The register of signing authorities of this account gives you no authority today."
        },
  next: {
    fr: "Lisez GET /v2/treasury/authorities et demandez à une personne habilitée d'approuver.",
    en: "Read GET /v2/treasury/authorities and ask a person who has authority to approve."
  }
})

export const BatchNeedsFileProblem = problem(BatchNeedsFile, {
  title: { fr: "Lot à envoyer par fichier", en: "Batch to be sent by file" },
  detail: ({ reason }) =>
    reason === "too-large"
      ? {
          fr: "Le lot dépasse ce qu'un seul consentement peut couvrir : 500 paiements, 90 milliards d'euros.",
          en: "The batch is larger than one consent can cover: 500 payments, 90 billion euros."
        }
      : {
          fr: "Aucun établissement connecté ne tient, ouvert, le compte à débiter de ce lot.",
          en: "No connected institution holds the account that this batch debits, open."
        },
  next: {
    fr: "Faites le fichier de la banque (POST /v2/treasury/batches/{id}/file), ou préparez des lots plus petits.",
    en: "Make the bank's file (POST /v2/treasury/batches/{id}/file), or prepare smaller batches."
  }
})

export const BatchFollowedProblem = problem(BatchFollowed, {
  title: { fr: "Lot suivi chez l'établissement", en: "Batch followed at the institution" },
  detail: ({ transferBatchId }) => ({
    fr: `Ce lot est exécuté par les virements ${transferBatchId} : l'établissement dit ce qu'ils deviennent.`,
    en: `This batch is carried out by the transfers ${transferBatchId}: the institution says what becomes of them.`
  }),
  next: {
    fr: "Lisez GET /v2/transfer-batches/{transferBatchId} ; pour y renoncer, annulez-y le consentement ou un virement.",
    en: "Read GET /v2/transfer-batches/{transferBatchId}; to give it up, withdraw its consent or cancel a transfer there."
  }
})

export const DueItemTakenProblem = problem(DueItemTaken, {
  title: { fr: "Échéance déjà prise", en: "Due item already taken" },
  detail: ({ dueItemId }) => ({
    fr: `L'échéance ${dueItemId} est dans un lot de paiements, a été payée, ou est annulée.`,
    en: `The due item ${dueItemId} stands in a batch of payments, has been paid, or is cancelled.`
  }),
  next: {
    fr: "Relisez l'échéance : son état et son lot disent où elle est. Retirez-la du lot ou choisissez-en une autre.",
    en: "Read the due item: its state and batch say where it is. Take it out of the batch, or choose another one."
  }
})

export const DueItemSettledProblem = problem(DueItemSettled, {
  title: { fr: "Échéance soldée entre-temps", en: "Due item settled meanwhile" },
  detail: ({ amount, dueItemId, open }) => ({
    fr: `L'échéance ${dueItemId} est de ${amountOf(amount)} EUR, mais les livres n'en laissent ouverts que ${amountOf(open)}.`,
    en: `The due item ${dueItemId} is of ${amountOf(amount)} EUR, but the books leave only ${amountOf(open)} of it open.`
  }),
  next: {
    fr: "Modifiez l'échéance, dont le montant est alors relu dans les livres, ou retirez-la du lot.",
    en: "Change the due item, whose amount is then read from the books again, or take it out of the batch."
  }
})

export const LineNotPayableProblem = problem(LineNotPayable, {
  title: { fr: "Ligne non payable", en: "Line that cannot be paid" },
  detail: ({ lineId }) => ({
    fr: `La ligne ${lineId} n'est pas une dette fournisseur (401) ouverte et en euros.`,
    en: `The line ${lineId} is no open supplier debt (401) in euros.`
  }),
  next: {
    fr: "Choisissez une ligne de GET /v2/treasury/payables, ou saisissez une échéance libre.",
    en: "Choose a line of GET /v2/treasury/payables, or enter an item of its own."
  }
})

export const AmountFromBooksProblem = problem(AmountFromBooks, {
  title: { fr: "Montant tenu par les livres", en: "Amount kept by the books" },
  detail: () => ({
    fr: "Le montant et l'échéance d'une ligne fournisseur sont ceux des livres.",
    en: "The amount and due date of a supplier line are those of the books."
  }),
  next: {
    fr: "Modifiez l'échéance sans amount ni dueDate : le montant est relu dans les livres.",
    en: "Change the item without amount and dueDate: the amount is read from the books again."
  }
})

export const ApprovedByPreparerProblem = problem(ApprovedByPreparer, {
  title: { fr: "Approbation par une autre personne", en: "Another person must approve" },
  detail: () => ({
    fr: "Qui a préparé un lot, ou modifié l'une de ses échéances, ne peut pas l'approuver.",
    en: "Who has prepared a batch, or changed one of its items, cannot approve it."
  }),
  next: {
    fr: "Demandez à une personne qui a le droit d'approuver et qui n'est pas dans preparedBy.",
    en: "Ask a person who may approve and is not in preparedBy."
  }
})

export const BatchDiffersProblem = problem(BatchDiffers, {
  title: { fr: "Lot différent du lot soumis", en: "Batch differs from what was submitted" },
  detail: () => ({
    fr: "Ce qui serait envoyé n'est plus ce qui a été soumis à l'approbation.",
    en: "What would be sent is no more what was submitted for approval."
  }),
  next: {
    fr: "Modifiez le lot et soumettez-le de nouveau.",
    en: "Edit the batch and submit it again."
  }
})

const missing: Readonly<Record<AccountCannotPay["missing"], Texts>> = {
  iban: { fr: "il n'a pas d'IBAN", en: "it has no IBAN" },
  euro: { fr: "il n'est pas en euros", en: "it is not in euros" },
  settings: { fr: "ses réglages de paiement manquent", en: "its payment settings are missing" }
}

export const AccountCannotPayProblem = problem(AccountCannotPay, {
  title: { fr: "Compte qui ne peut pas payer", en: "Account that cannot pay" },
  detail: ({ missing: what }) => ({
    fr: `Ce compte ne peut pas payer par fichier : ${missing[what].fr}.`,
    en: `This account cannot pay by file: ${missing[what].en}.`
  }),
  next: {
    fr: "Choisissez un compte en euros qui a un IBAN, et réglez-le par PUT /v2/treasury/accounts/{id}.",
    en: "Choose an account in euros that has an IBAN, and set it up by PUT /v2/treasury/accounts/{id}."
  }
})

export const TextNotWritableProblem = problem(TextNotWritable, {
  title: { fr: "Texte impossible à transmettre", en: "Text that cannot be sent" },
  detail: ({ text }) => ({
    fr: `« ${text} » n'a aucun caractère que les banques SEPA acceptent.`,
    en: `"${text}" has no character that SEPA banks take.`
  }),
  next: {
    fr: "Corrigez le nom ou le motif en lettres latines, puis faites approuver le lot de nouveau.",
    en: "Correct the name or reference in Latin letters, then have the batch approved again."
  }
})

const faults: Readonly<Record<StatusReportRefused["fault"], Texts>> = {
  empty: { fr: "il est vide", en: "it is empty" },
  "too-large": { fr: "il dépasse 8 Mio", en: "it is larger than 8 MiB" },
  "not-utf-8": { fr: "il n'est pas en UTF-8", en: "it is not in UTF-8" },
  doctype: { fr: "il déclare un DOCTYPE", en: "it declares a DOCTYPE" },
  malformed: { fr: "son XML est mal formé", en: "its XML is malformed" },
  "too-deep": { fr: "ses éléments sont trop imbriqués", en: "its elements are nested too deep" },
  "too-many-elements": { fr: "il a trop d'éléments", en: "it has too many elements" },
  "field-too-long": { fr: "un de ses textes est trop long", en: "one of its texts is too long" },
  "not-pain.002": { fr: "ce n'est pas un message pain.002", en: "it is no pain.002 message" },
  incomplete: {
    fr: "il ne donne pas son identifiant ou celui du message d'origine",
    en: "it lacks its own id or that of the original message"
  }
}

export const StatusReportRefusedProblem = problem(StatusReportRefused, {
  title: { fr: "Compte rendu refusé", en: "Status report refused" },
  detail: ({ fault, line }) => ({
    fr: `Le fichier est refusé : ${faults[fault].fr}${line === null ? "" : ` (ligne ${line})`}.`,
    en: `The file is refused: ${faults[fault].en}${line === null ? "" : ` (line ${line})`}.`
  }),
  next: {
    fr: "Rien n'a été enregistré. Redemandez le compte rendu (pain.002) à la banque.",
    en: "Nothing was stored. Ask the bank for its status report (pain.002) again."
  }
})

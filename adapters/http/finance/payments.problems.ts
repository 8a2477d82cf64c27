import {
  AlreadySettled,
  AmountExceeded,
  InitialPaymentNotUsable,
  MethodInUse,
  MethodNotUsable,
  OperationUnderWay,
  WrongAmount
} from "../../../domain/finance/payments/model/index.ts"
import { amountOf } from "../../../domain/shared/Money.ts"
import { problem } from "../contract/problem.ts"

export const AmountExceededProblem = problem(AmountExceeded, {
  title: { fr: "Montant supérieur au disponible", en: "More than what is left" },
  detail: ({ asked, attempted, available }) => ({
    fr: `${attempted === "capture" ? "Capture" : "Remboursement"} de ${amountOf(asked)} ${asked.currency} demandé : il reste ${amountOf(available)}, ce qui est en cours étant réservé.`,
    en: `A ${attempted} of ${amountOf(asked)} ${asked.currency} was asked for: ${amountOf(available)} is left, with what is under way reserved.`
  }),
  next: {
    fr: "Demandez au plus ce qui reste ; une opération en cours qui est refusée libère son montant.",
    en: "Ask for at most what is left; an operation under way that is refused gives its amount back."
  }
})

export const WrongAmountProblem = problem(WrongAmount, {
  title: { fr: "Montant refusé", en: "Amount refused" },
  detail: ({ asked }) => ({
    fr: `${amountOf(asked)} ${asked.currency} n'est pas un montant positif dans la devise du paiement.`,
    en: `${amountOf(asked)} ${asked.currency} is not an amount above zero in the currency of the payment.`
  }),
  next: {
    fr: "Donnez un montant positif, dans la devise du paiement.",
    en: "Give an amount above zero, in the currency of the payment."
  }
})

export const OperationUnderWayProblem = problem(OperationUnderWay, {
  title: { fr: "Opération en cours", en: "Operation under way" },
  detail: ({ operation }) => ({
    fr: `Une autre opération (${operation}) est en cours pour ce paiement, et celle-ci en dépend.`,
    en: `Another operation (${operation}) is under way for this payment, and this one depends on it.`
  }),
  next: {
    fr: "Attendez sa fin : GET sur le paiement la montre. Une issue inconnue est demandée à la passerelle, jamais renvoyée.",
    en: "Wait until it has ended: GET of the payment shows it. An unknown outcome is asked for, never sent again."
  }
})

export const AlreadySettledProblem = problem(AlreadySettled, {
  title: { fr: "Paiement déjà réglé", en: "Payment already settled" },
  detail: ({ settledOn }) => ({
    fr: `Ce paiement a été réglé le ${settledOn} : il ne peut plus être annulé.`,
    en: `This payment was settled on ${settledOn}: it can no longer be voided.`
  }),
  next: { fr: "Remboursez le paiement.", en: "Refund the payment." }
})

export const MethodNotUsableProblem = problem(MethodNotUsable, {
  title: { fr: "Moyen de paiement inutilisable", en: "Payment method not usable" },
  detail: ({ state }) => ({
    fr: `Ce moyen de paiement (${state}) ne peut pas être débité par cette connexion.`,
    en: `This payment method (${state}) cannot be charged through this connection.`
  }),
  next: {
    fr: "Choisissez un moyen de paiement à l'état « kept » de la même connexion, ou un jeton.",
    en: "Choose a payment method in the state kept of the same connection, or a token."
  }
})

export const MethodInUseProblem = problem(MethodInUse, {
  title: { fr: "Moyen de paiement en cours d'utilisation", en: "Payment method in use" },
  detail: () => ({
    fr: "Un paiement par ce moyen est en cours : sa carte ne peut pas être remplacée avant qu'il ait fini.",
    en: "A payment by this method is under way: its card cannot be replaced before it has ended."
  }),
  next: {
    fr: "Attendez la fin du paiement, puis recommencez avec un nouveau jeton.",
    en: "Wait until the payment has ended, then try again with a new token."
  }
})

export const InitialPaymentNotUsableProblem = problem(InitialPaymentNotUsable, {
  title: { fr: "Consentement non établi", en: "Consent not shown" },
  detail: ({ fault }) => {
    const { en, fr } = initialFaults[fault]
    return {
      fr: `Rien n'a été débité : le paiement initial ${fr}.`,
      en: `Nothing was charged: the initial payment ${en}.`
    }
  },
  next: {
    fr: "Nommez un paiement que le même payeur a fait lui-même par la même connexion et que la passerelle a approuvé.",
    en: "Name a payment that the same payer made through the same connection and that the gateway approved."
  }
})

const initialFaults = {
  "another-connection": { fr: "est d'une autre connexion", en: "is of another connection" },
  "another-payer": { fr: "n'est pas du même payeur", en: "is not of the same payer" },
  "card-replaced": {
    fr: "a été fait avec la carte que le payeur a remplacée depuis",
    en: "was made with the card that the payer has replaced since"
  },
  "not-approved": { fr: "n'a pas été approuvé par la passerelle", en: "was not approved by the gateway" },
  "not-by-the-payer": { fr: "n'a pas été fait par le payeur", en: "was not made by the payer" }
} as const

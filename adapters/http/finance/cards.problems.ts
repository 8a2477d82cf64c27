import {
  MovementDiffers,
  MovementRefused,
  ReceiptUnreadable
} from "../../../domain/finance/cards/model/index.ts"
import { amountOf } from "../../../domain/shared/Money.ts"
import { problem } from "../contract/problem.ts"

export const MovementRefusedProblem = problem(MovementRefused, {
  title: { fr: "Mouvement impossible", en: "Movement not possible" },
  detail: ({ kind, left, state }) => ({
    fr: `Le paiement est à l'état ${state} : pour « ${kind} », il reste ${amountOf(left)} ${left.currency}.`,
    en: `The payment is ${state}: for "${kind}", ${amountOf(left)} ${left.currency} is left.`
  }),
  next: {
    fr: "Relisez le paiement, puis libérez au plus ce qui est réservé, ou remboursez au plus ce qui est débité.",
    en: "Read the payment again, then release at most what is held, or refund at most what was captured."
  }
})

export const MovementDiffersProblem = problem(MovementDiffers, {
  title: { fr: "Mouvement déjà enregistré autrement", en: "Movement recorded otherwise" },
  detail: ({ reference }) => ({
    fr: `Le mouvement ${reference} est déjà enregistré avec une autre nature ou un autre montant.`,
    en: `The movement ${reference} is recorded already, with another kind or amount.`
  }),
  next: {
    fr: "Vérifiez la référence : l'émetteur en donne une nouvelle à chaque mouvement.",
    en: "Check the reference: the issuer gives a new one to each movement."
  }
})

export const ReceiptUnreadableProblem = problem(ReceiptUnreadable, {
  title: { fr: "Justificatif illisible", en: "Receipt not readable" },
  detail: ({ fileName }) => ({
    fr: `« ${fileName} » n'est ni un PDF, ni une image JPEG ou PNG.`,
    en: `"${fileName}" is no PDF, JPEG or PNG.`
  }),
  next: {
    fr: "Envoyez le justificatif en PDF, JPEG ou PNG.",
    en: "Send the receipt as PDF, JPEG or PNG."
  }
})

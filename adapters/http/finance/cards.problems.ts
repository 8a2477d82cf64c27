import {
  CardNotUsable,
  ExpenseRefused,
  MovementDiffers,
  MovementRefused,
  ReceiptUnreadable
} from "../../../domain/finance/cards/model/index.ts"
import { amountOf } from "../../../domain/shared/Money.ts"
import type { Texts } from "../../../domain/shared/Language.ts"
import { problem } from "../contract/problem.ts"

export const CardNotUsableProblem = problem(CardNotUsable, {
  title: { fr: "Carte inutilisable", en: "Card not usable" },
  detail: ({ state }) => ({
    fr: `La carte est à l'état ${state} : son émetteur n'en montre pas les numéros.`,
    en: `The card is ${state}: its issuer does not show its numbers.`
  }),
  next: {
    fr: "Attendez que la carte soit active : GET /v2/cards/{id} montre son état.",
    en: "Wait until the card is active: GET /v2/cards/{id} shows its state."
  }
})

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

export const ExpenseRefusedProblem = problem(ExpenseRefused, {
  title: { fr: "Dépense refusée", en: "Expense refused" },
  detail: ({ amount, reason, said }) =>
    refusals[reason](`${amountOf(amount)} ${amount.currency}`, `${amountOf(said)} ${said.currency}`),
  next: {
    fr: "Corrigez la dépense (montant de chaque ligne, code et montant de TVA, part personnelle) ou joignez le justificatif, puis renvoyez-la.",
    en: "Correct the expense (amount of each line, VAT code and amount, personal part) or attach the receipt, then send it again."
  }
})

const refusals: Readonly<Record<ExpenseRefused["reason"], (amount: string, said: string) => Texts>> = {
  released: () => ({
    fr: "Ce mouvement libère une réserve : il n'a rien dépensé.",
    en: "This movement releases a hold: it has spent nothing."
  }),
  "sum-differs": (amount, said) => ({
    fr: `Les lignes et la part personnelle font ${said}, et le mouvement ${amount} : les deux doivent être égaux.`,
    en: `The lines and the personal part come to ${said}, and the movement to ${amount}: both must be the same.`
  }),
  "receipt-missing": () => ({
    fr: "Sans justificatif, aucune TVA ne se récupère.",
    en: "Without a receipt no VAT is recovered."
  }),
  "vat-not-deductible": () => ({
    fr: "Ce code de TVA n'est pas un code de TVA déductible.",
    en: "This VAT code is not one of deductible VAT."
  }),
  "vat-too-high": (amount) => ({
    fr: `Cette TVA ne peut pas être comprise dans sa ligne des ${amount} avec ce code.`,
    en: `This VAT cannot be within its line of the ${amount} with this code.`
  })
}

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

import { NotDisputed } from "../../../domain/finance/cards/model/index.ts"
import { problem } from "../contract/problem.ts"

export const NotDisputedProblem = problem(NotDisputed, {
  title: { fr: "Mouvement sans rapport avec la contestation", en: "Movement that does not fit the dispute" },
  detail: ({ reason }) => reasons[reason],
  next: {
    fr: "Choisissez un débit de la carte, au plus son montant, et pour crédit un remboursement du même paiement.",
    en: "Choose a debit of the card, at most its amount, and as credit a refund of the same payment."
  }
})

const reasons = {
  "not-a-debit": {
    fr: "Seul un débit de la carte se conteste.",
    en: "Only a debit of the card is disputed."
  },
  "above-debit": {
    fr: "Le montant attendu dépasse le débit contesté.",
    en: "What is expected is more than the disputed debit."
  },
  "not-its-credit": {
    fr: "Ce mouvement n'est pas un remboursement du paiement contesté.",
    en: "This movement is no refund of the disputed payment."
  }
} as const

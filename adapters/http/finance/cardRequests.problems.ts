import { OthersCardRequest, OwnCardRequest } from "../../../domain/finance/cards/model/index.ts"
import { problem } from "../contract/problem.ts"

export const OwnCardRequestProblem = problem(OwnCardRequest, {
  title: { fr: "Décision d'une autre personne requise", en: "Another person must decide" },
  detail: ({ request }) => ({
    fr: `La demande ${request} ne peut être décidée ni par qui l'a faite, ni par qui répondra de la carte.`,
    en: `The request ${request} cannot be decided by who made it, nor by who will answer for the card.`
  }),
  next: {
    fr: "Demandez à une autre personne qui a le droit cards:approve.",
    en: "Ask another person who has the right cards:approve."
  }
})

export const OthersCardRequestProblem = problem(OthersCardRequest, {
  title: { fr: "Demande d'une autre personne", en: "Another person's request" },
  detail: ({ request }) => ({
    fr: `La demande ${request} ne peut être modifiée ou retirée que par qui l'a faite.`,
    en: `The request ${request} can be changed or withdrawn only by who made it.`
  }),
  next: {
    fr: "Refusez-la avec un motif, ou faites votre propre demande.",
    en: "Refuse it with a reason, or make a request of your own."
  }
})

import { PlanNotOffered, StartInThePast } from "../../../domain/finance/payments/model/index.ts"
import { problem } from "../contract/problem.ts"

export const PlanNotOfferedProblem = problem(PlanNotOffered, {
  title: { fr: "Formule retirée", en: "Plan no longer offered" },
  detail: () => ({
    fr: "Il n'y a plus de nouvel abonnement à cette formule ; ceux qui existent continuent.",
    en: "There are no new subscriptions of this plan; those that exist go on."
  }),
  next: {
    fr: "Choisissez une formule active, ou réactivez celle-ci.",
    en: "Choose an active plan, or make this one active again."
  }
})

export const StartInThePastProblem = problem(StartInThePast, {
  title: { fr: "Début passé", en: "Start in the past" },
  detail: ({ startOn, today }) => ({
    fr: `Un abonnement ne peut pas commencer le ${startOn} : nous sommes le ${today}, et rien n'est débité pour le passé.`,
    en: `A subscription cannot begin on ${startOn}: it is ${today}, and nothing is charged for the past.`
  }),
  next: { fr: "Donnez aujourd'hui ou un jour à venir.", en: "Give today or a day to come." }
})

import { OnboardingUnderWay } from "../../../domain/finance/banking/model/index.ts"
import { problem } from "../contract/problem.ts"

export const OnboardingUnderWayProblem = problem(OnboardingUnderWay, {
  title: { fr: "Ouverture déjà en cours", en: "An onboarding is under way" },
  detail: ({ onboardingId, state }) => ({
    fr: `Un compte est déjà demandé pour cette entreprise par cette connexion (${onboardingId}, « ${state} »).`,
    en: `An account is being asked for already for this company by this connection (${onboardingId}, "${state}").`
  }),
  next: {
    fr: "Menez-la à son terme : GET /v2/banking/onboardings/{id} dit où, et ce qui manque.",
    en: "Bring that one to its end: GET /v2/banking/onboardings/{id} tells where, and what is missing."
  }
})

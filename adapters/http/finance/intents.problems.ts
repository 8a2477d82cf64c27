import {
  capabilityText,
  ConnectionDisabled,
  IntentConflict,
  NotSupported
} from "../../../domain/finance/providers/model/index.ts"
import { problem } from "../contract/problem.ts"
import { UnknownProviderProblem } from "./providers.problems.ts"

const ConnectionDisabledProblem = problem(ConnectionDisabled, {
  title: { fr: "Connexion désactivée", en: "Connection disabled" },
  detail: ({ connection }) => ({
    fr: `La connexion ${connection} est désactivée : rien ne part par elle.`,
    en: `The connection ${connection} is disabled: nothing is sent through it.`
  }),
  next: {
    fr: "Un administrateur l'active par POST /v2/finance/connections/{id}/enable.",
    en: "An administrator enables it by POST /v2/finance/connections/{id}/enable."
  }
})

const NotSupportedProblem = problem(NotSupported, {
  title: { fr: "Non pris en charge", en: "Not supported" },
  detail: ({ capability, missing, provider }) => ({
    fr: `${provider} ne permet pas de : ${capabilityText(capability).fr}. ${missing?.fr ?? ""}`.trim(),
    en: `${provider} does not support ${capabilityText(capability).en}. ${missing?.en ?? ""}`.trim()
  }),
  next: {
    fr: "GET /v2/finance/providers montre ce que permet chaque fournisseur.",
    en: "GET /v2/finance/providers shows what each provider supports."
  }
})

const IntentConflictProblem = problem(IntentConflict, {
  title: { fr: "Demande en cours", en: "A request is under way" },
  detail: ({ businessKey, state }) => ({
    fr: `La même opération (${businessKey}) est en cours avec un autre contenu, dans l'état « ${state} ».`,
    en: `The same operation (${businessKey}) is under way with another content, and is "${state}".`
  }),
  next: {
    fr: "Attendez qu'elle se termine : GET /v2/finance/intents la montre.",
    en: "Wait until it has ended: GET /v2/finance/intents shows it."
  }
})

/** Why something cannot be asked of a provider at all. */
export const intentProblems = [
  ConnectionDisabledProblem,
  IntentConflictProblem,
  NotSupportedProblem,
  UnknownProviderProblem
] as const

import {
  capabilityText,
  ConnectionDisabled,
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

/** Why something cannot be asked of a provider at all. */
export const intentProblems = [
  ConnectionDisabledProblem,
  NotSupportedProblem,
  UnknownProviderProblem
] as const

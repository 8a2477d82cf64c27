import { ConnectionFieldsRefused, UnknownProvider } from "../../../domain/finance/providers/model/index.ts"
import { VaultClosed } from "../../../domain/platform/secrets/model/index.ts"
import { problem } from "../contract/problem.ts"

export const ConnectionFieldsRefusedProblem = problem(ConnectionFieldsRefused, {
  title: { fr: "Réglages de connexion refusés", en: "Connection fields refused" },
  detail: ({ faults }) => ({
    fr: `Rien n'a été enregistré. ${faults.map(({ expected, fault, field }) => `${field} : ${faultsInFrench[fault]}${expected === null ? "" : `, attendu : ${expected}`}`).join(" ; ")}`,
    en: `Nothing was stored. ${faults.map(({ expected, fault, field }) => `${field}: ${fault}${expected === null ? "" : `, expected ${expected}`}`).join("; ")}`
  }),
  next: {
    fr: "GET /v2/finance/providers nomme les champs de chaque fournisseur. Corrigez, puis renvoyez tout.",
    en: "GET /v2/finance/providers names the fields of each provider. Correct them and send everything again."
  }
})

const faultsInFrench = { missing: "manque", unknown: "inconnu", wrong: "refusé" } as const

export const UnknownProviderProblem = problem(UnknownProvider, {
  title: { fr: "Fournisseur inconnu", en: "Unknown provider" },
  detail: ({ environment, provider }) => ({
    fr: `Le service ne connaît pas « ${provider} » dans l'environnement « ${environment} ».`,
    en: `The service knows no "${provider}" in the environment "${environment}".`
  }),
  next: {
    fr: "GET /v2/finance/providers liste les fournisseurs et leurs environnements.",
    en: "GET /v2/finance/providers lists the providers and their environments."
  }
})

export const VaultClosedProblem = problem(VaultClosed, {
  title: { fr: "Coffre fermé", en: "Vault closed" },
  detail: ({ masterKey }) =>
    masterKey === null
      ? {
          fr: "Le service n'a pas de clé maîtresse : il ne peut ni garder ni ouvrir d'identifiants.",
          en: "The service has no master key: it can neither keep nor open credentials."
        }
      : {
          fr: `Le service n'a pas la clé maîtresse « ${masterKey} », qui protège les identifiants de cette entreprise.`,
          en: `The service lacks the master key "${masterKey}", which protects this company's credentials.`
        },
  next: {
    fr: "L'exploitant du service donne la clé par le réglage AZALS_MASTER_KEY, puis redémarre.",
    en: "The operator of the service gives the key by the setting AZALS_MASTER_KEY and restarts."
  }
})

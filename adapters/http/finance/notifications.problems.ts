import {
  NotNotified,
  NotProven,
  NotReadable,
  ProofSecretMissing
} from "../../../domain/finance/notifications/model/index.ts"
import { problem } from "../contract/problem.ts"

export const NotProvenProblem = problem(NotProven, {
  title: { fr: "Notification sans preuve", en: "Notification not proven" },
  detail: ({ reason }) => {
    const [fr, en] = reasons[reason]
    return { fr: `Rien n'a été gardé. ${fr}`, en: `Nothing was kept. ${en}` }
  },
  next: {
    fr: "Le secret de la connexion doit être celui que le fournisseur utilise. « azals webhook verify » essaie une notification.",
    en: 'The secret of the connection must be the one that the provider uses. "azals webhook verify" tries a notification.'
  }
})

const reasons = {
  "missing-header": [
    "L'en-tête qui porte la preuve manque.",
    "The header that carries the proof is missing."
  ],
  "malformed-header": ["L'en-tête de la preuve est mal formé.", "The header of the proof is malformed."],
  mismatch: [
    "La preuve n'est pas celle de ce corps et de ce secret.",
    "The proof is not that of this body and secret."
  ]
} as const

export const NotReadableProblem = problem(NotReadable, {
  title: { fr: "Notification illisible", en: "Notification not readable" },
  detail: ({ reason }) =>
    reason === "not-json"
      ? { fr: "Le corps n'est pas du JSON en UTF-8.", en: "The body is not JSON in UTF-8." }
      : {
          fr: "Le corps ne dit pas quel événement il est.",
          en: "The body does not say which event it is."
        },
  next: {
    fr: "Le fournisseur a peut-être changé de format : signalez-le. La recherche de manques retrouve ce qu'il tient à disposition.",
    en: "The provider may have changed its format: report it. The search for gaps finds what it keeps available."
  }
})

export const ProofSecretMissingProblem = problem(ProofSecretMissing, {
  title: { fr: "Secret des notifications absent", en: "Secret of notifications missing" },
  detail: ({ field, provider }) => ({
    fr: `Les notifications de ${provider} se prouvent par « ${field} », que la connexion n'a pas.`,
    en: `Notifications of ${provider} are proven by "${field}", which the connection lacks.`
  }),
  next: {
    fr: "Donnez tous les secrets de la connexion par POST /v2/finance/connections/{connectionId}/rotate, puis recommencez.",
    en: "Give all secrets of the connection by POST /v2/finance/connections/{connectionId}/rotate, then try again."
  }
})

export const NotNotifiedProblem = problem(NotNotified, {
  title: { fr: "Fournisseur sans notifications", en: "Provider without notifications" },
  detail: ({ provider }) => ({
    fr: `Le service ne connaît pas les notifications de « ${provider} ».`,
    en: `The service does not know the notifications of "${provider}".`
  }),
  next: {
    fr: "Les données de ce fournisseur se lisent sans notifications.",
    en: "This provider's data is read without notifications."
  }
})

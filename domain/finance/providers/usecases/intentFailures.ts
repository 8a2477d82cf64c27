import type { Effect } from "effect"
import { JobFailure } from "../../../platform/jobs/model/index.ts"
import {
  type AskFailure,
  failureText,
  type Intent,
  type IntentRefusal,
  type SendFailure
} from "../model/index.ts"
import type { openConnection } from "./openConnection.ts"

/** What a job answers of its intent. */
export const summaryOf = ({ id, state }: Intent) => ({ intentId: id, state })

export const noSuchIntent = new JobFailure({
  code: "providers.no-such-intent",
  fr: "Cette demande n'existe pas.",
  en: "There is no such intent.",
  retryable: false
})

export const noPerformer = new JobFailure({
  code: "providers.no-performer",
  fr: "Ce service ne sait pas exécuter ce genre de demande.",
  en: "This service cannot perform this kind of intent.",
  retryable: true
})

/** The provider was asked, and has not decided. */
export const stillUnknown = new JobFailure({
  code: "providers.still-unknown",
  fr: "Le fournisseur ne dit pas encore ce qu'il en est. Rien n'est renvoyé ; la question sera posée à nouveau.",
  en: "The provider does not say yet what came of it. Nothing is sent again; it will be asked again.",
  retryable: true
})

/** Nothing has left: it will be tried again. */
export const notSent = (failure: SendFailure | undefined) =>
  new JobFailure({
    code: "providers.not-sent",
    ...textsOf(failure === undefined ? stillUnknown : failureText(failure)),
    retryable: true
  })

/** The question was not answered: it will be asked again. */
export const notAnswered = (failure: AskFailure) =>
  new JobFailure({
    code: "providers.not-answered",
    ...textsOf(failureText(failure)),
    retryable: failure._tag !== "NotSupported"
  })

/** The connection cannot be opened as it is: a person can change that. */
export const notUsable = (failure: Effect.Error<ReturnType<typeof openConnection>>) =>
  new JobFailure({ code: `providers.${codes[failure._tag]}`, ...texts[failure._tag], retryable: true })

/** The refusal of an intent that could not be sent for hours. */
export const gaveUp = ({ en, fr }: JobFailure): IntentRefusal => ({ code: "azals.gave-up", fr, en })

/** The refusal of an intent of which its provider has no trace. */
export const neverReceived: IntentRefusal = {
  code: "azals.never-received",
  fr: "Le fournisseur n'a jamais reçu cette demande : rien n'a eu lieu.",
  en: "The provider never received this request: nothing took place."
}

const textsOf = ({ en, fr }: { readonly en: string; readonly fr: string }) => ({
  fr: oneText(fr),
  en: oneText(en)
})

/** A failure keeps printable text of at most 1,000 characters. */
const oneText = (text: string) =>
  text
    .replace(/\p{Cc}+/gu, " ")
    .toWellFormed()
    .slice(0, 1000)

const codes = {
  ConnectionDisabled: "connection-disabled",
  NotFound: "no-such-connection",
  SealBroken: "seal-broken",
  VaultClosed: "vault-closed"
} as const

const texts = {
  ConnectionDisabled: {
    fr: "La connexion au fournisseur est désactivée : rien n'est parti.",
    en: "The connection to the provider is disabled: nothing has left."
  },
  NotFound: {
    fr: "La connexion au fournisseur n'existe plus.",
    en: "The connection to the provider is gone."
  },
  SealBroken: {
    fr: "Les identifiants enregistrés sont altérés : donnez-les à nouveau.",
    en: "The stored credentials are damaged: give them again."
  },
  VaultClosed: {
    fr: "Les identifiants ne peuvent pas être ouverts : la clé maîtresse du service manque.",
    en: "The credentials cannot be opened: the service lacks its master key."
  }
} as const

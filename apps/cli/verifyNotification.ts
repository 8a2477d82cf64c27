import { Effect, Redacted, Result } from "effect"
import type { NotificationScheme } from "../../domain/finance/notifications/model/index.ts"
import type { Language } from "../../domain/shared/Language.ts"
import { notificationSchemes } from "../registry/providers.ts"
import { FileRefused, Impossible } from "./CommandFailure.ts"
import { readFileWithin } from "./readFileWithin.ts"
import { writeJson } from "./writeJson.ts"

/** What was received, and the secret to check it with. */
interface Received {
  readonly provider: string
  readonly secret: string
  readonly header: string
  readonly body: string
}

/** Prints `{ valid, reason }`; the process leaves with 1 when it is not valid. */
export const verifyNotification = Effect.fnUntraced(function* (received: Received, language: Language) {
  const scheme = notificationSchemes.find(({ provider }) => provider === received.provider)
  if (scheme === undefined) return yield* unknownProvider(received.provider)
  const body = yield* readFileWithin(received.body, maximumBytes, language, () => tooLarge(language))
  const reason = verdict(scheme, received, body)
  if (reason !== "ok") process.exitCode = 1
  yield* writeJson({ valid: reason === "ok", reason })
})

const maximumBytes = 1_048_576

/** Headers that name the event are not known here, where they carry no proof: what they would say is assumed. */
const named = {
  "solaris-webhook-id": "unknown",
  "solaris-webhook-event-type": "unknown",
  "solaris-entity-id": "unknown"
}

const verdict = ({ decode, proof }: NotificationScheme, received: Received, body: Uint8Array): string => {
  if (proof === null) return "no-proof-documented"
  const { header } = received
  const prefix = `${proof.header}:`
  const value = header.toLowerCase().startsWith(prefix) ? header.slice(prefix.length).trim() : header
  const delivery = { headers: { ...named, [proof.header]: value }, body }
  const read = Result.flatMap(proof.check(delivery, Redacted.make(received.secret)), () => decode(delivery))
  return Result.match(read, { onFailure: ({ reason }) => reason, onSuccess: () => "ok" })
}

const unknownProvider = (provider: string) =>
  new Impossible({
    reason: {
      fr: `Fournisseur inconnu : ${provider}. Connus : ${names}.`,
      en: `Unknown provider: ${provider}. Known: ${names}.`
    }
  })

const names = notificationSchemes.map(({ provider }) => provider).join(", ")

const tooLarge = (language: Language) =>
  new FileRefused({
    document: {
      type: "urn:azals:problem:file:too-large",
      title: { fr: "Fichier trop grand", en: "File too large" }[language],
      status: 413,
      detail: {
        fr: `Une notification a ${maximumBytes} octets au plus.`,
        en: `A notification has ${maximumBytes} bytes at most.`
      }[language],
      next: { fr: "Donnez le corps d'une seule notification.", en: "Give the body of one notification." }[
        language
      ]
    }
  })

import { Effect, Redacted } from "effect"
import { RandomTexts } from "../../../../ports/platform/RandomTexts.ts"
import { SealedSecrets } from "../../../../ports/platform/SealedSecrets.ts"
import type { SubscriptionId } from "../model/index.ts"

/** The secrets that sign what a webhook is sent; `previous` is there after a rotation. */
export interface SigningSecrets {
  readonly current: Redacted.Redacted
  readonly previous?: Redacted.Redacted
}

/** A new secret, as Standard Webhooks writes them: `whsec_` and 256 random bits in base64. */
export const drawSecret = Effect.flatMap(RandomTexts, ({ base64 }) =>
  Effect.map(base64, (text) => Redacted.make(`whsec_${Redacted.value(text)}`))
)

export const sealSecrets = (id: SubscriptionId, secrets: SigningSecrets) =>
  Effect.flatMap(SealedSecrets, ({ seal }) => seal(ownerOf(id), { ...secrets }))

/** Destroys what the webhook has. */
export const dropSecrets = (id: SubscriptionId) =>
  Effect.flatMap(SealedSecrets, ({ seal }) => seal(ownerOf(id), {}))

export const openSecrets = (id: SubscriptionId) =>
  Effect.flatMap(SealedSecrets, ({ open }) => open(ownerOf(id)))

const ownerOf = (id: SubscriptionId) => ({ kind: "webhook_subscription", id, environment: "outgoing" })

import { Effect, Redacted } from "effect"
import type { KeptThreeDSecure, ThreeDSecure } from "../model/index.ts"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { type SecretOwner, SealedSecrets } from "../../../../ports/platform/SealedSecrets.ts"
import {
  type Intent,
  type IntentId,
  type OpenConnection,
  ProviderRefused
} from "../../providers/model/index.ts"

type OfConnection = Pick<Intent, "connectionId" | "id">

/** What an intent needs once, and nobody reads: the one-time token, and the proof of the payer's authentication. */
export interface SentOnce {
  readonly token?: string | undefined
  readonly threeDSecure?: ThreeDSecure | undefined
}

/** Seals it in the unit of work that opens the intent: it stands readable nowhere. */
export const sealOnce = Effect.fnUntraced(function* (
  intent: OfConnection,
  { threeDSecure, token }: SentOnce
) {
  const { seal } = yield* SealedSecrets
  const wanted = { token: token ?? null, cavv: threeDSecure?.cavv ?? null, xid: threeDSecure?.xid ?? null }
  const secrets = Object.entries(wanted).flatMap(([name, value]) =>
    value === null ? [] : [[name, Redacted.make(value)] as const]
  )
  if (secrets.length > 0) yield* seal(yield* ownerOf(intent), Object.fromEntries(secrets))
})

/** The token for the time of a call; one that is gone was sent already. */
export const openToken = Effect.fnUntraced(function* (
  { environment, provider }: OpenConnection,
  id: IntentId
) {
  const { open } = yield* SealedSecrets
  const { token } = yield* Effect.orDie(open({ kind, id, environment }))
  if (token !== undefined) return Redacted.value(token)
  const [code, message] = ["azals.token-gone", "The one-time token of this request is gone."]
  return yield* new ProviderRefused({ provider, operation: "open-token", code, message })
})

/** The authentication with its proof, for the time of a call. */
export const openThreeDSecure = Effect.fnUntraced(function* (
  { environment }: OpenConnection,
  id: IntentId,
  kept: KeptThreeDSecure
) {
  const { open } = yield* SealedSecrets
  const { cavv, xid } = yield* Effect.orDie(open({ kind, id, environment }))
  const told = (secret: Redacted.Redacted | undefined) =>
    secret === undefined ? null : Redacted.value(secret)
  return { ...kept, cavv: told(cavv), xid: told(xid) } satisfies ThreeDSecure
})

/** Destroys what was sealed for an intent that was sent or given up: it is of no use a second time. */
export const dropOnce = Effect.fnUntraced(function* (intent: OfConnection) {
  const { forget } = yield* SealedSecrets
  yield* forget(yield* Effect.orDie(ownerOf(intent)))
})

const kind = "provider_intent"

const ownerOf = ({ connectionId, id }: OfConnection) =>
  Effect.map(
    Effect.flatMap(ProviderConnections, ({ find }) => find(connectionId)),
    ({ environment }): SecretOwner => ({ kind, id, environment })
  )

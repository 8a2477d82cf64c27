import { Effect, Redacted } from "effect"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { type SecretOwner, SealedSecrets } from "../../../../ports/platform/SealedSecrets.ts"
import {
  type Intent,
  type IntentId,
  type OpenConnection,
  ProviderRefused
} from "../../providers/model/index.ts"

type OfConnection = Pick<Intent, "connectionId" | "id">

/** Seals the one-time token of an intent, in the unit of work that opens it: it stands readable nowhere. */
export const sealToken = Effect.fnUntraced(function* (intent: OfConnection, token: string) {
  const { seal } = yield* SealedSecrets
  yield* seal(yield* ownerOf(intent), { token: Redacted.make(token) })
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

/** Destroys the token of an intent that was sent or given up: it is of no use a second time. */
export const dropToken = Effect.fnUntraced(function* (intent: OfConnection) {
  const { forget } = yield* SealedSecrets
  yield* forget(yield* Effect.orDie(ownerOf(intent)))
})

const kind = "provider_intent"

const ownerOf = ({ connectionId, id }: OfConnection) =>
  Effect.map(
    Effect.flatMap(ProviderConnections, ({ find }) => find(connectionId)),
    ({ environment }): SecretOwner => ({ kind, id, environment })
  )

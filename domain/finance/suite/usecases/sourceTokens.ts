import { Effect, Redacted } from "effect"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { type SecretOwner, SealedSecrets } from "../../../../ports/platform/SealedSecrets.ts"
import { Ids } from "../../../shared/Uuid.ts"
import type { ConnectionId } from "../../providers/model/index.ts"
import type { Collection, CollectInput } from "../model/index.ts"

type KeptSource = Collection["sources"][number]

/**
 * The sources of a collection with a seal in place of each one-time token, in the unit of work of the process that
 * keeps them: a token stands readable nowhere. Fails with `VaultClosed`.
 */
export const sealTokens = (sources: CollectInput["sources"]) =>
  Effect.forEach(
    sources,
    Effect.fnUntraced(function* ({ token, ...source }) {
      if (token === undefined) return source satisfies KeptSource
      const { seal } = yield* SealedSecrets
      const sealedToken = yield* Effect.flatMap(Ids, ({ next }) => next)
      yield* seal(yield* ownerOf(source.connectionId, sealedToken), { token: Redacted.make(token) })
      return { ...source, sealedToken } satisfies KeptSource
    })
  )

/** The token of a source, to be given to the payment that seals it for itself; undefined when there is none any more. */
export const openToken = Effect.fnUntraced(function* ({ connectionId, sealedToken }: KeptSource) {
  if (sealedToken === undefined) return undefined
  const { open } = yield* SealedSecrets
  const { token } = yield* Effect.orDie(open(yield* ownerOf(connectionId, sealedToken)))
  return token === undefined ? undefined : Redacted.value(token)
})

/** Destroys what these sources have sealed: taken over by a payment, or of no use any more. */
export const forgetTokens = (sources: ReadonlyArray<KeptSource>) =>
  Effect.forEach(
    sources,
    Effect.fnUntraced(function* ({ connectionId, sealedToken }) {
      if (sealedToken === undefined) return
      const { forget } = yield* SealedSecrets
      yield* forget(yield* ownerOf(connectionId, sealedToken))
    }),
    { discard: true }
  )

/** A connection is disabled, never removed: that of a kept source is there. */
const ownerOf = (connectionId: ConnectionId, id: string) =>
  Effect.map(
    Effect.flatMap(ProviderConnections, ({ find }) => Effect.orDie(find(connectionId))),
    ({ environment }): SecretOwner => ({ kind: "suite_source", id, environment })
  )

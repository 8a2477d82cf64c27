import { Effect, type Redacted } from "effect"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { SealedSecrets } from "../../../../ports/platform/SealedSecrets.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { checkFields, type ConnectionId, type NewConnection } from "../model/index.ts"
import { definitionOf } from "./definitionOf.ts"
import { secretsOf } from "./secretsOf.ts"

/** Puts new credentials in place of the old ones, which are gone at once. */
export const rotateSecrets = Effect.fn("providers.rotateSecrets")(function* (
  id: ConnectionId,
  version: number,
  given: Redacted.Redacted<NewConnection["secrets"]>
) {
  const { write } = yield* UnitOfWork
  const connections = yield* ProviderConnections
  const sealed = yield* SealedSecrets
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const { environment, provider, settings, state } = yield* connections.find(id)
      const definition = yield* definitionOf(provider, environment)
      yield* Effect.fromResult(checkFields(definition.settings, settings, "settings", environment))
      const secrets = yield* secretsOf(definition, environment, given)
      const changed = yield* connections.change(id, version, {
        state,
        secretNames: Object.keys(secrets).toSorted()
      })
      yield* sealed.seal({ kind: "provider_connection", id, environment }, secrets)
      yield* events.publish({ type: "providers.connection.rotated", entityId: id, payload: { provider } })
      return changed
    })
  )
})

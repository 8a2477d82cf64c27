import { Effect, type Redacted } from "effect"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { SealedSecrets } from "../../../../ports/platform/SealedSecrets.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { Ids } from "../../../shared/Uuid.ts"
import { checkFields, ConnectionId, type NewConnection } from "../model/index.ts"
import { definitionOf } from "./definitionOf.ts"
import { secretsOf } from "./secretsOf.ts"

/** Connects the company to a provider: the settings are checked, the secrets sealed and never shown again. */
export const connectProvider = Effect.fn("providers.connect")(function* (
  wanted: Omit<NewConnection, "secrets">,
  given: Redacted.Redacted<NewConnection["secrets"]>
) {
  const { write } = yield* UnitOfWork
  const connections = yield* ProviderConnections
  const sealed = yield* SealedSecrets
  const events = yield* Events
  const { environment, label, provider } = wanted
  const definition = yield* definitionOf(provider, environment)
  const settings = yield* Effect.fromResult(
    checkFields(definition.settings, wanted.settings, "settings", environment)
  )
  const secrets = yield* secretsOf(definition, environment, given)
  const id = ConnectionId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  return yield* write(
    Effect.gen(function* () {
      yield* sealed.seal({ kind: "provider_connection", id, environment }, secrets)
      const connection = yield* connections.add({
        id,
        provider,
        environment,
        label,
        settings,
        state: definition.startsDisabled === undefined ? "enabled" : "disabled",
        secretNames: Object.keys(secrets).toSorted()
      })
      yield* events.publish({
        type: "providers.connection.added",
        entityId: id,
        payload: { provider, environment, state: connection.state }
      })
      return connection
    })
  )
})

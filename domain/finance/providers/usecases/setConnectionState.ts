import { Effect } from "effect"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { type ConnectionId, type ConnectionState, connectionStep } from "../model/index.ts"

/** Enables or disables a connection. What is sent already is settled all the same: asking needs no enabled one. */
export const setConnectionState = Effect.fn("providers.setConnectionState")(function* (
  id: ConnectionId,
  version: number,
  to: ConnectionState
) {
  const { write } = yield* UnitOfWork
  const connections = yield* ProviderConnections
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const found = yield* connections.find(id)
      const state = yield* Effect.fromResult(connectionStep(found, to))
      const changed = yield* connections.change(id, version, { state, secretNames: found.secretNames })
      yield* events.publish({
        type: `providers.connection.${to}`,
        entityId: id,
        payload: { provider: found.provider }
      })
      return changed
    })
  )
})

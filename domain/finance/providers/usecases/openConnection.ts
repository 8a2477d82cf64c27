import { Effect } from "effect"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { SealedSecrets } from "../../../../ports/platform/SealedSecrets.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { ConnectionDisabled, type ConnectionId, type OpenConnection } from "../model/index.ts"

/**
 * The connection with its credentials, for one call. A disabled one opens for questions only (`"asking"`): what was
 * sent must be settled. The unit of work is over when this answers.
 */
export const openConnection = Effect.fn("providers.openConnection")(function* (
  id: ConnectionId,
  purpose: "asking" | "sending"
) {
  const { read } = yield* UnitOfWork
  const connections = yield* ProviderConnections
  const sealed = yield* SealedSecrets
  return yield* read(
    Effect.gen(function* () {
      const { environment, provider, settings, state, version } = yield* connections.find(id)
      if (state === "disabled" && purpose === "sending")
        return yield* new ConnectionDisabled({ connection: id })
      const secrets = yield* sealed.open({ kind: "provider_connection", id, environment })
      return { id, version, provider, environment, settings, secrets } satisfies OpenConnection
    })
  )
})

import { Effect } from "effect"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { checkFields, type ConnectionId } from "../model/index.ts"
import { definitionOf } from "./definitionOf.ts"
import { setConnectionState } from "./setConnectionState.ts"

/** Enables a connection whose settings still fit: what is allowed may be narrower than when it was made. */
export const enableConnection = Effect.fn("providers.enableConnection")(function* (
  id: ConnectionId,
  version: number
) {
  const { write } = yield* UnitOfWork
  const { find } = yield* ProviderConnections
  return yield* write(
    Effect.gen(function* () {
      const { environment, provider, settings } = yield* find(id)
      const definition = yield* definitionOf(provider, environment)
      yield* Effect.fromResult(checkFields(definition.settings, settings, "settings", environment))
      return yield* setConnectionState(id, version, "enabled")
    })
  )
})

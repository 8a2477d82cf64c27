import { Effect } from "effect"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { type Capability, ConnectionDisabled, type ConnectionId, NotSupported } from "../model/index.ts"
import { definitionOf } from "./definitionOf.ts"

/** Whether something can be asked for through a connection at all: it is enabled, and its provider does that. */
export const mayAsk = Effect.fnUntraced(function* (id: ConnectionId, capability: Capability) {
  const { find } = yield* ProviderConnections
  const { environment, provider, state } = yield* find(id)
  if (state === "disabled") return yield* new ConnectionDisabled({ connection: id })
  const { capabilities } = yield* definitionOf(provider, environment)
  if (!capabilities.has(capability)) return yield* new NotSupported({ provider, capability, missing: null })
})

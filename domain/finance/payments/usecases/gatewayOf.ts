import { Effect } from "effect"
import { ProviderAdapters } from "../../../../ports/finance/ProviderAdapters.ts"
import { type Capability, NotSupported, type OpenConnection } from "../../providers/model/index.ts"

/** The door to the gateway of a connection. */
export const gatewayOf = ({ provider }: OpenConnection, capability: Capability) =>
  Effect.flatMap(ProviderAdapters, (adapters) => {
    const gateway = adapters.get(provider)?.payments
    return gateway === undefined
      ? Effect.fail(new NotSupported({ provider, capability, missing: null }))
      : Effect.succeed(gateway)
  })

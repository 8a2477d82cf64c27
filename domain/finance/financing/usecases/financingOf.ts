import { Effect } from "effect"
import { ProviderAdapters } from "../../../../ports/finance/ProviderAdapters.ts"
import { type Capability, NotSupported, type OpenConnection } from "../../providers/model/index.ts"

/** The door to the financer of a connection; a provider that is none lacks the capability. */
export const financingOf = ({ provider }: OpenConnection, capability: Capability) =>
  Effect.flatMap(ProviderAdapters, (adapters) => {
    const financing = adapters.get(provider)?.financing
    return financing === undefined
      ? Effect.fail(new NotSupported({ provider, capability, missing: null }))
      : Effect.succeed(financing)
  })

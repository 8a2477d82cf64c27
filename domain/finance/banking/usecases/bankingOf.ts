import { Effect } from "effect"
import { ProviderAdapters } from "../../../../ports/finance/ProviderAdapters.ts"
import { NotSupported, type OpenConnection } from "../../providers/model/index.ts"

/** The door to the institution of a connection. */
export const bankingOf = ({ provider }: OpenConnection) =>
  Effect.flatMap(ProviderAdapters, (adapters) => {
    const banking = adapters.get(provider)?.banking
    return banking === undefined
      ? Effect.fail(new NotSupported({ provider, capability: "banking.accounts", missing: null }))
      : Effect.succeed(banking)
  })

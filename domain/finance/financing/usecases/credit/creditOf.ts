import { Effect } from "effect"
import { ProviderAdapters } from "../../../../../ports/finance/ProviderAdapters.ts"
import { NotSupported, type OpenConnection } from "../../../providers/model/index.ts"

/** The door to the lender of a connection; a provider that is none lacks the capability. */
export const creditOf = ({ provider }: OpenConnection) =>
  Effect.flatMap(ProviderAdapters, (adapters) => {
    const credit = adapters.get(provider)?.credit
    return credit === undefined
      ? Effect.fail(new NotSupported({ provider, capability: "credit.business-loan", missing: null }))
      : Effect.succeed(credit)
  })

import { Effect } from "effect"
import type { CardIssuer } from "../../../../ports/finance/CardIssuer.ts"
import { ProviderAdapters } from "../../../../ports/finance/ProviderAdapters.ts"
import { type Capability, NotSupported, type OpenConnection } from "../../providers/model/index.ts"

/** The issuer behind a connection. */
export const issuerOf = (
  { provider }: OpenConnection,
  capability: Capability
): Effect.Effect<CardIssuer, NotSupported, ProviderAdapters> =>
  Effect.flatMap(ProviderAdapters, (adapters) => {
    const issuer = adapters.get(provider)?.cards
    return issuer === undefined
      ? Effect.fail(new NotSupported({ provider, capability, missing: null }))
      : Effect.succeed(issuer)
  })

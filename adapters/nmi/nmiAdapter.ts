import { Effect } from "effect"
import type { ProviderAdapter } from "../../ports/finance/ProviderAdapters.ts"
import { ProviderHttp } from "../../ports/platform/ProviderHttp.ts"
import { nmiDefinition } from "./definition.ts"
import { expectedSince } from "./expectedSince.ts"
import { nmiGateway } from "./nmiGateway.ts"
import { query } from "./query.ts"
import { checkAccount } from "./testMode.ts"

/** NMI behind the port of payments. `simulator` is where this service's own simulator listens, when it has one. */
export const nmiAdapter = (
  simulator: string | undefined
): Effect.Effect<ProviderAdapter, never, ProviderHttp> =>
  Effect.map(ProviderHttp, (http) => ({
    definition: nmiDefinition,
    probe: (connection) => checkAccount(query(http, simulator), connection, "payments.sale"),
    expectedSince: expectedSince(http, simulator),
    payments: nmiGateway(http, simulator)
  }))

import { Effect } from "effect"
import type { ProviderAdapter } from "../../ports/finance/ProviderAdapters.ts"
import { ProviderHttp } from "../../ports/platform/ProviderHttp.ts"
import { callsOf } from "./calls.ts"
import { solarisDefinition } from "./definition.ts"
import { frontingLoans } from "./frontingLoans.ts"

/**
 * Solaris behind the port of credit. `simulation` is the address of its simulator, where one runs. It documents no
 * list of applications, so nothing says what it should have notified.
 */
export const solarisAdapter = (
  simulation: string | undefined
): Effect.Effect<ProviderAdapter, never, ProviderHttp> =>
  Effect.map(ProviderHttp, (http) => {
    const calls = callsOf(http, simulation)
    return {
      definition: solarisDefinition,
      probe: calls.reach,
      credit: { capabilities: new Set(["credit.business-loan"]), ...frontingLoans(calls) }
    }
  })

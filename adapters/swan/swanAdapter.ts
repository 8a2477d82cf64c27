import { Effect, Schema } from "effect"
import type { ProviderAdapter } from "../../ports/finance/ProviderAdapters.ts"
import type { ProviderHttp } from "../../ports/platform/ProviderHttp.ts"
import { swanDefinition } from "./definition.ts"
import { probeDocument } from "./documents/accounts.ts"
import { swanBanking } from "./swanBanking.ts"
import { swanCards } from "./swanCards.ts"
import { swanExpected } from "./swanExpected.ts"
import { swanClient } from "./swanClient.ts"

/** Swan behind the ports of banking and cards. `simulator` is the origin of its simulator, where one runs. */
export const swanAdapter = (
  simulator: string | undefined
): Effect.Effect<ProviderAdapter, never, ProviderHttp> =>
  Effect.map(swanClient(simulator), (client) => ({
    definition: swanDefinition,
    probe: (connection) =>
      Effect.asVoid(
        client.ask(
          connection,
          {
            operation: "probe",
            capability: "banking.accounts",
            document: probeDocument,
            variables: {},
            as: "project"
          },
          Schema.Struct({ accounts: Schema.Struct({ totalCount: Schema.Int }) })
        )
      ),
    banking: swanBanking(client),
    cards: swanCards(client),
    expectedSince: swanExpected(client)
  }))

import {
  type Capability,
  NotSupported,
  type OpenConnection
} from "../../domain/finance/providers/model/index.ts"

/** Where Swan answers for a connection's environment. */
export interface SwanAddresses {
  readonly graphql: string
  readonly token: string
}

/** The published addresses; those of a simulation are under the simulator's origin. None where no simulator runs. */
export const swanAddresses = (
  environment: OpenConnection["environment"],
  simulator: string | undefined
): SwanAddresses | undefined => {
  const oauth = "https://oauth.swan.io/oauth2/token"
  switch (environment) {
    case "live":
      return { graphql: "https://api.swan.io/live-partner/graphql", token: oauth }
    case "sandbox":
      return { graphql: "https://api.swan.io/sandbox-partner/graphql", token: oauth }
    case "simulation":
      return simulator === undefined
        ? undefined
        : { graphql: `${simulator}/sandbox-partner/graphql`, token: `${simulator}/oauth2/token` }
  }
}

/** No simulator runs here: a connection to a simulation calls nobody. */
export const noSimulator = ({ provider }: OpenConnection, capability: Capability) =>
  new NotSupported({
    provider,
    capability,
    missing: {
      fr: "Aucun simulateur ne tourne sur ce service : le réglage SIMULATION_SWAN_URL est absent.",
      en: "No simulator runs on this service: the setting SIMULATION_SWAN_URL is absent."
    }
  })

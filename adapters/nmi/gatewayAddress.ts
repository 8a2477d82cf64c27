import { Effect, Schema } from "effect"
import { NotSupported, type OpenConnection } from "../../domain/finance/providers/model/index.ts"
import type { Capability } from "../../domain/finance/providers/model/index.ts"
import { gatewayHost, standardHost } from "./gatewayHost.ts"

/**
 * Where the gateway of a connection is: the merchant's own host where its definition allows one in the connection's
 * environment, NMI's otherwise, and our simulator for a simulation. A company's setting never leads to another host.
 */
export const gatewayAddress = (
  { environment, provider, settings }: OpenConnection,
  simulator: string | undefined,
  capability: Capability
): Effect.Effect<string, NotSupported> => {
  const refuse = (missing: NotSupported["missing"]) =>
    Effect.fail(new NotSupported({ provider, capability, missing }))
  if (environment === "simulation") {
    return simulator === undefined ? refuse(noSimulator) : Effect.succeed(simulator)
  }
  const host = settings["host"] ?? standardHost[environment]
  return Schema.is(gatewayHost(environment))(host)
    ? Effect.succeed(`https://${host}`)
    : refuse(notOfEnvironment)
}

const noSimulator = {
  fr: "Aucun simulateur n'est réglé dans ce service (SIMULATION_NMI_URL).",
  en: "No simulator is set in this service (SIMULATION_NMI_URL)."
}

const notOfEnvironment = {
  fr: "L'adresse de passerelle de cette connexion n'est pas de son environnement : faites-en une nouvelle.",
  en: "This connection's gateway host is not of its environment: make a new connection."
}

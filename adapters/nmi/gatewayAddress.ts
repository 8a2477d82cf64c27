import { Effect } from "effect"
import { NotSupported, type OpenConnection } from "../../domain/finance/providers/model/index.ts"
import type { Capability } from "../../domain/finance/providers/model/index.ts"

/**
 * Where the gateway of a connection is: the merchant's own host where its definition allows one, NMI's otherwise, and
 * our simulator for a simulation. A company's setting never leads to another host.
 */
export const gatewayAddress = (
  { environment, provider, settings }: OpenConnection,
  simulator: string | undefined,
  capability: Capability
): Effect.Effect<string, NotSupported> => {
  if (environment !== "simulation") {
    const standard = environment === "live" ? "secure.nmi.com" : "sandbox.nmi.com"
    return Effect.succeed(`https://${settings["host"] ?? standard}`)
  }
  return simulator === undefined
    ? Effect.fail(new NotSupported({ provider, capability, missing: noSimulator }))
    : Effect.succeed(simulator)
}

const noSimulator = {
  fr: "Aucun simulateur n'est réglé dans ce service (SIMULATION_NMI_URL).",
  en: "No simulator is set in this service (SIMULATION_NMI_URL)."
}

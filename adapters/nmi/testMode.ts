import { Effect } from "effect"
import {
  type Capability,
  type OpenConnection,
  ProviderRefused
} from "../../domain/finance/providers/model/index.ts"
import { nmiDefinition } from "./definition.ts"
import type { query } from "./query.ts"
import { elementsNamed, type Element } from "./queryAnswer.ts"

type Ask = ReturnType<typeof query>

/**
 * Asks whether the account is in test mode, and fails where a live connection leads to one that is: the gateway approves
 * there what nobody pays. The report is documented and its form is not: what is unclear refuses nothing.
 */
export const checkAccount = (ask: Ask, connection: OpenConnection, capability: Capability) =>
  Effect.flatMap(ask(connection, capability, { report_type: "test_mode_status" }), (root) =>
    connection.environment === "live" && statusIn(root) === "test"
      ? Effect.fail(inTestMode(capability))
      : Effect.void
  )

/** The same before something is taken; a sandbox and a simulation are tests by themselves, and are not asked. */
export const refuseTestMode = (ask: Ask, connection: OpenConnection, capability: Capability) =>
  connection.environment === "live" ? checkAccount(ask, connection, capability) : Effect.void

/** What an account's report says of its mode, by any element that is named after it. */
export const statusIn = (root: Element): "real" | "test" | "unsaid" => {
  const words = ["test_mode_status", "test_mode_enabled", "test_mode"]
    .flatMap((name) => elementsNamed(root, name))
    .map(({ text }) => text.trim().toLowerCase())
  if (words.some((word) => isOn.has(word))) return "test"
  return words.some((word) => isOff.has(word)) ? "real" : "unsaid"
}

const isOn = new Set(["1", "active", "enabled", "on", "true", "yes"])

const isOff = new Set(["0", "disabled", "false", "inactive", "no", "off"])

const inTestMode = (capability: Capability) =>
  new ProviderRefused({
    provider: nmiDefinition.name,
    operation: capability.slice("payments.".length),
    code: "azals.test-mode",
    message:
      "Le compte de la passerelle est en mode test : rien n'y est réellement payé. / The gateway account is in test mode: nothing is really paid there."
  })

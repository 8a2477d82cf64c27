import { Effect, Option } from "effect"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { ProviderDefinitions } from "../../../../ports/finance/ProviderAdapters.ts"
import { ProviderRoutes } from "../../../../ports/finance/ProviderRoutes.ts"
import type { Capability } from "../../providers/model/index.ts"
import { healthOf, inOrder, type Route } from "../model/index.ts"

/** More connections than any company has. */
const most = 200

/** The company's connections to providers that may do it, in the order in which it wants them tried. */
export const routesFor = Effect.fn("suite.routesFor")(function* (capability: Capability) {
  const definitions = yield* ProviderDefinitions
  const connections = yield* ProviderConnections
  const routes = yield* ProviderRoutes
  const [known, { connectionIds }, facts] = [
    yield* connections.list(most, Option.none()),
    yield* routes.order(capability),
    yield* routes.facts
  ]
  return inOrder(known, connectionIds).map((connection): Route => {
    const { environment, id, label, provider, state } = connection
    const able = definitions.get(provider)?.capabilities.has(capability) === true
    return {
      connectionId: id,
      provider,
      environment,
      label,
      health: healthOf(
        connection,
        facts.find(({ connectionId }) => connectionId === id)
      ),
      usable: able && state === "enabled"
    }
  })
})

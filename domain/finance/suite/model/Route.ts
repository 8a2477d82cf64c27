import { type DateTime, DateTime as Time, Schema } from "effect"
import type { Texts } from "../../../shared/Language.ts"
import {
  Capability,
  type Connection,
  ConnectionId,
  Environment,
  ProviderName
} from "../../providers/model/index.ts"

/**
 * How a connection has been doing. `failing`: requests wait that could not be sent, or the last test failed;
 * `uncertain`: an outcome of today is unknown; `untried`: nothing was asked of it yet.
 */
export const RouteHealth = Schema.Literals(["healthy", "untried", "uncertain", "failing"])
export type RouteHealth = typeof RouteHealth.Type

/** What the last day of a connection's requests says. */
export interface RouteFacts {
  readonly connectionId: ConnectionId
  readonly lastSuccessAt: DateTime.Utc | null
  /** Requests without a known outcome. */
  readonly unknown: number
  /** Requests that could not be sent for more than a minute. */
  readonly waiting: number
}

/** A connection that could do something, in the place where the company wants it tried. */
export const Route = Schema.Struct({
  connectionId: ConnectionId,
  provider: ProviderName,
  environment: Environment,
  label: Schema.String.annotate({ examples: ["NMI"] }),
  health: RouteHealth,
  usable: Schema.Boolean.annotate({ description: "Whether it is enabled and has the capability" })
}).annotate({ identifier: "SuiteRoute" })
export type Route = typeof Route.Type

/** The connections that a company wants tried for a capability, first to last. Those that are not named come after. */
export const FallbackOrder = Schema.Struct({
  capability: Capability,
  connectionIds: Schema.Array(ConnectionId).check(Schema.isMaxLength(20), Schema.isUnique()),
  version: Schema.Int.annotate({ description: "0 where nothing was set yet" })
}).annotate({
  identifier: "FallbackOrder",
  examples: [
    {
      capability: "payments.sale",
      connectionIds: [ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11")],
      version: 1
    }
  ]
})
export type FallbackOrder = typeof FallbackOrder.Type

/** How a connection has been doing by now. */
export const healthOf = ({ lastTest }: Connection, facts: RouteFacts | undefined): RouteHealth => {
  const tested = lastTest?.ok === false ? lastTest.at : null
  const succeeded = facts?.lastSuccessAt ?? null
  if ((facts?.waiting ?? 0) > 0) return "failing"
  if (tested !== null && (succeeded === null || Time.isGreaterThan(tested, succeeded))) return "failing"
  if ((facts?.unknown ?? 0) > 0) return "uncertain"
  return succeeded === null && lastTest?.ok !== true ? "untried" : "healthy"
}

/** The connections in the order in which the company wants them tried. */
export const inOrder = <C extends { readonly id: ConnectionId }>(
  connections: ReadonlyArray<C>,
  order: ReadonlyArray<ConnectionId>
): ReadonlyArray<C> => {
  const place = (id: ConnectionId) => (order.includes(id) ? order.indexOf(id) : order.length)
  return connections.toSorted((a, b) => place(a.id) - place(b.id))
}

const ranks: Readonly<Record<RouteHealth, number>> = { healthy: 0, untried: 0, uncertain: 1, failing: 2 }

/**
 * The route to take: the first usable one in the order, before it those that are not failing. A route that was tried is
 * not taken again. Undefined when none is left.
 */
export const chooseRoute = (
  routes: ReadonlyArray<Route>,
  tried: ReadonlyArray<ConnectionId>
): Route | undefined =>
  routes
    .filter(({ connectionId, usable }) => usable && !tried.includes(connectionId))
    .toSorted((a, b) => ranks[a.health] - ranks[b.health])[0]

/** Codes of refusals after which it is sure that nothing was asked of the provider: another one may be asked. */
const neverAsked: ReadonlySet<string> = new Set([
  "azals.gave-up",
  "azals.never-received",
  "azals.not-supported"
])

/** Whether another provider may be asked after this refusal. What is unknown is no refusal, and never comes here. */
export const mayFallBack = (code: string | null): boolean => code !== null && neverAsked.has(code)

export const noRoute: Texts = {
  fr: "Aucune connexion utilisable ne reste pour cette étape.",
  en: "No usable connection is left for this step."
}

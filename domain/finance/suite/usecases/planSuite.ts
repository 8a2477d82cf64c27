import { Effect } from "effect"
import { ProviderAccounts } from "../../../../ports/finance/ProviderAccounts.ts"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import type { ProcessShape } from "../../../platform/processes/model/index.ts"
import { CurrentLanguage, type Texts } from "../../../shared/Language.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import type { Capability } from "../../providers/model/index.ts"
import {
  advanceInvoice,
  chooseRoute,
  collect,
  noRoute,
  pay,
  type Route,
  type StartSuite,
  type SuitePlan
} from "../model/index.ts"
import { checkSources } from "./checkSources.ts"
import { definedProcess } from "./definedProcess.ts"
import { routesFor } from "./routesFor.ts"
import { sourcedRoutes } from "./takeStep.ts"

/** What starting this process would do now, and what is in its way. It has no effect. */
export const planSuite = Effect.fn("suite.plan")(function* (start: StartSuite) {
  switch (start.definition) {
    case "suite.collect":
      yield* checkSources(start.input)
      return yield* planOf(collect, "payments.sale", yield* sourcedRoutes(start.input))
    case "suite.advance": {
      const { find } = yield* ProviderConnections
      const { id } = yield* find(start.input.invoice.connectionId)
      const routes = yield* routesFor("financing.loans")
      return yield* planOf(
        advanceInvoice,
        "financing.loans",
        routes.filter(({ connectionId }) => connectionId === id)
      )
    }
    case "suite.pay": {
      const { find } = yield* ProviderAccounts
      const account = yield* find(start.input.providerAccountId)
      const routes = yield* routesFor("banking.transfer")
      return yield* planOf(
        pay,
        "banking.transfer",
        routes.filter(({ connectionId }) => connectionId === account.connectionId)
      )
    }
  }
})

const planOf = Effect.fnUntraced(function* (
  shape: ProcessShape,
  capability: Capability,
  routes: ReadonlyArray<Route>
) {
  const language = yield* CurrentLanguage
  const { permissions } = yield* TenantScope
  const chosen = chooseRoute(routes, [])
  const missing = shape.permissions.filter((permission) => !permissions.has(permission))
  return {
    process: definedProcess(shape, language),
    capability,
    routes,
    chosen: chosen?.connectionId ?? null,
    obstacles: [
      ...(chosen === undefined ? [{ code: "azals.no-route", ...noRoute }] : []),
      ...missing.map((permission) => ({ code: "azals.permission-denied", ...lacking(permission) }))
    ]
  } satisfies SuitePlan
})

const lacking = (permission: string): Texts => ({
  fr: `Il manque le droit ${permission}.`,
  en: `The right ${permission} is missing.`
})

import { Effect } from "effect"
import { CurrentLanguage, type Texts } from "../../../shared/Language.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import { chooseRoute, collect, noRoute, type StartSuite, type SuitePlan } from "../model/index.ts"
import { checkSources } from "./checkSources.ts"
import { definedProcess } from "./definedProcess.ts"
import { sourcedRoutes } from "./takeStep.ts"

/** What starting this process would do now, and what is in its way. It has no effect. */
export const planSuite = Effect.fn("suite.plan")(function* ({ input }: StartSuite) {
  yield* checkSources(input)
  const language = yield* CurrentLanguage
  const { permissions } = yield* TenantScope
  const routes = yield* sourcedRoutes(input)
  const chosen = chooseRoute(routes, [])
  const missing = collect.permissions.filter((permission) => !permissions.has(permission))
  return {
    process: definedProcess(collect, language),
    capability: "payments.sale",
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

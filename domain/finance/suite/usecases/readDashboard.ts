import { DateTime, Effect, Option } from "effect"
import { Conservation } from "../../../../ports/finance/Conservation.ts"
import { ProviderAccounts } from "../../../../ports/finance/ProviderAccounts.ts"
import { SuiteOverview } from "../../../../ports/finance/SuiteOverview.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import type { ProviderAccount } from "../../banking/model/index.ts"
import type { SuiteDashboard } from "../model/index.ts"

const longest = 50
const mostAccounts = 200

/** Balances, open items, failing steps and stuck money of the company. Nothing is asked of a provider for it. */
export const readDashboard = Effect.fn("suite.dashboard")(function* (stuckAfterHours: number) {
  const { permissions } = yield* TenantScope
  const { read } = yield* SuiteOverview
  const { alerts } = yield* Conservation
  const accounts = yield* ProviderAccounts
  const at = yield* DateTime.now
  const seen = permissions.has("banking:read") ? yield* accounts.list(mostAccounts, Option.none()) : null
  const overview = yield* read(DateTime.subtract(at, { hours: stuckAfterHours }), longest)
  const { leftToPeople, ...unknown } = overview.unknownIntents
  return {
    at,
    stuckAfterHours,
    accounts: seen === null ? null : seen.map(balanceOf),
    ...overview,
    unknownIntents: { ...unknown, leftToPeople: permissions.has("providers:read") ? leftToPeople : null },
    alerts: yield* alerts({ open: true, after: Option.none(), limit: longest })
  } satisfies SuiteDashboard
})

const balanceOf = ({ balances, iban, id, name, seenAt }: ProviderAccount) => ({
  providerAccountId: id,
  name,
  iban,
  available: balances?.available ?? null,
  booked: balances?.booked ?? null,
  seenAt
})

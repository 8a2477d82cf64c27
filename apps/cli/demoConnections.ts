import { Effect, Option, Redacted } from "effect"
import { type NewConnection, ProviderName } from "../../domain/finance/providers/model/index.ts"
import { connectProvider, enableConnection } from "../../domain/finance/providers/usecases/index.ts"
import { TenantScope } from "../../domain/shared/TenantScope.ts"
import { ProviderConnections } from "../../ports/finance/ProviderConnections.ts"

/**
 * Connects the acting demo company to each simulated provider, and enables it: those that wait for a contract have none
 * to wait for here. A connection that is there already stays as it is, disabled or not.
 */
export const loadDemoConnections = Effect.gen(function* () {
  const { list } = yield* ProviderConnections
  const known = yield* list(200, Option.none())
  const { tenantId } = yield* TenantScope
  const missing = connectionsOf(tenantId).filter(
    ({ provider }) => !known.some((one) => one.provider === provider && one.environment === "simulation")
  )
  yield* Effect.forEach(missing, connect, { discard: true })
})

const connect = Effect.fnUntraced(function* ({ secrets, ...wanted }: NewConnection) {
  const made = yield* connectProvider(wanted, Redacted.make(secrets))
  if (made.state === "disabled") yield* enableConnection(made.id, made.version)
})

/** The simulators take whatever secrets they are given, and keep one account for each. */
const connectionsOf = (secret: string): ReadonlyArray<NewConnection> => [
  {
    ...simulated("swan", "Banque simulée (Swan)"),
    settings: { userId: "demo" },
    secrets: { clientId: secret, clientSecret: secret }
  },
  { ...simulated("nmi", "Encaissement simulé (NMI)"), settings: {}, secrets: { securityKey: secret } },
  { ...simulated("defacto", "Affacturage simulé (Defacto)"), settings: {}, secrets: { apiKey: secret } },
  {
    ...simulated("solaris", "Crédit simulé (Solaris)"),
    settings: {
      businessId: secret,
      settlementIban: "FR1420041010050500013M02606",
      rateUnit: "percent"
    },
    secrets: { clientId: secret, clientSecret: secret }
  }
]

const simulated = (provider: string, label: string) => ({
  provider: ProviderName.make(provider),
  environment: "simulation" as const,
  label
})

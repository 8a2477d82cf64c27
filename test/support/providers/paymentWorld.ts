import { Context, Effect, Layer, Redacted } from "effect"
import { keySecretsLayer } from "../../../adapters/ids/RandomKeySecrets.ts"
import { idsLayer, uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { nmiDefinition } from "../../../adapters/nmi/definition.ts"
import { nmiAdapter } from "../../../adapters/nmi/nmiAdapter.ts"
import { nmiNotifications } from "../../../adapters/nmi/notifications.ts"
import { tokenVerifierLayer } from "../../../adapters/oidc/TokenVerifierJose.ts"
import { providerHttpLayer } from "../../../adapters/outbound/ProviderHttpFetch.ts"
import { Connect } from "../../../adapters/postgres/Connect.ts"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { stores } from "../../../adapters/postgres/stores.ts"
import { sealedSecretsLayer } from "../../../adapters/vault/SealedSecretsAes.ts"
import type { NewPayment, PaymentId } from "../../../domain/finance/payments/model/index.ts"
import {
  applyCardUpdate,
  applyChargebacks,
  applyPayment,
  applySettlement,
  paymentPerformers,
  takePayment
} from "../../../domain/finance/payments/usecases/index.ts"
import type { IntentId } from "../../../domain/finance/providers/model/index.ts"
import {
  connectProvider,
  performIntent,
  setConnectionState,
  settleIntent
} from "../../../domain/finance/providers/usecases/index.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { IntentPerformers } from "../../../ports/finance/IntentPerformers.ts"
import { NotificationAppliers } from "../../../ports/finance/NotificationAppliers.ts"
import { NotificationSchemes } from "../../../ports/finance/NotificationSchemes.ts"
import { Payments } from "../../../ports/finance/Payments.ts"
import { ProviderAdapters, ProviderDefinitions } from "../../../ports/finance/ProviderAdapters.ts"
import type { Fault } from "../../../simulators/host/Fault.ts"
import { serveSimulator } from "../../../simulators/host/serveSimulator.ts"
import { signedDelivery } from "../../../simulators/nmi/gatewayEvents.ts"
import { accountOf, newState, nmiSimulator } from "../../../simulators/nmi/nmiSimulator.ts"
import { masterKeysForTests } from "../hosts.ts"
import { attempt } from "./intentWorld.ts"
import { serviceUrl } from "../database.ts"

const served = Effect.gen(function* () {
  const state = newState()
  const running = yield* serveSimulator(nmiSimulator(state))
  return { ...running, state }
})

/** The gateway's simulator, as it runs. */
export class SimulatedGateway extends Context.Service<SimulatedGateway, Effect.Success<typeof served>>()(
  "test/SimulatedGateway"
) {}

const adapters = Layer.unwrap(
  Effect.map(SimulatedGateway, ({ url }) => ProviderAdapters.layer([nmiAdapter(url)]))
)

const performers = IntentPerformers.layer(paymentPerformers)

/** Everything that a worker has for payments, with the simulated gateway. */
export const paymentWorld = Layer.suspend(() =>
  Layer.mergeAll(
    NotificationAppliers.layer([applyCardUpdate, applyChargebacks, applyPayment, applySettlement]),
    NotificationSchemes.layer([nmiNotifications]),
    ProviderDefinitions.layer([nmiDefinition])
  ).pipe(
    Layer.provideMerge(performers),
    Layer.provideMerge(sealedSecretsLayer(masterKeysForTests)),
    Layer.provideMerge(adapters),
    Layer.provide(providerHttpLayer()),
    Layer.provideMerge(stores),
    Layer.provide(Connect.layerPool({ url: Redacted.make(serviceUrl()), maxConnections: 12 })),
    Layer.provide([tokenVerifierLayer({ plainLoopback: true }), keySecretsLayer]),
    Layer.provideMerge(Layer.merge(idsLayer, Layer.effect(SimulatedGateway, served)))
  )
)

/** An enabled connection of the acting company to the simulated gateway, with an account of its own there. */
export const gatewayConnection = Effect.gen(function* () {
  const securityKey = `key-${uuidV7()}`
  const made = yield* connectProvider(
    {
      provider: nmiDefinition.name,
      environment: "simulation",
      label: "NMI",
      settings: { dupSeconds: "0" }
    },
    Redacted.make({ securityKey })
  )
  const { id } = yield* setConnectionState(made.id, made.version, "enabled")
  return { id, securityKey }
})

export const eur = (minor: bigint) => money(minor, EUR)

let tokens = 0

/** A one-time token of the simulator; with a code, one that is answered with it. */
export const token = (code?: string) =>
  `sim-${code === undefined ? "" : `code-${code}-`}${++tokens}-${process.pid}`

/** A payment that was asked for, with its first intent. */
export const asked = (part: Pick<NewPayment, "amount" | "connectionId" | "kind"> & Partial<NewPayment>) =>
  Effect.map(
    takePayment({
      label: "Facture F-1",
      initiatedBy: "payer",
      ...(part.paymentMethodId === undefined ? { token: token() } : {}),
      ...part
    }),
    (file) => ({ id: file.payment.id, intentId: lastIntent(file) })
  )

/** The intent of what was asked for last. */
export const lastIntent = ({
  operations
}: {
  readonly operations: ReadonlyArray<{ readonly intentId: IntentId | null }>
}) => {
  const last = operations.at(-1)?.intentId ?? null
  if (last === null) throw new Error("nothing was asked for")
  return last
}

/** One attempt at sending, as a worker makes it. */
export const sendIntent = (intentId: IntentId) => performIntent.run({ intentId }, attempt(1))

/** As if the sending lay an hour back: "there is nothing" is believed then. */
export const anHourAgo = (intentId: IntentId) =>
  Effect.flatMap(TenantSql, ({ statements }) =>
    statements(
      ({ sql, tenantId }) => sql`update azals.provider_intent set sent_at = now() - interval '1 hour'
        where tenant_id = ${tenantId} and id = ${intentId}`
    )
  )

/** The payment as it stands. */
export const paymentNow = (id: PaymentId) =>
  Effect.map(
    Effect.flatMap(Payments, ({ find }) => find(id)),
    (file) => file
  )

export const stateOf = (id: PaymentId) => Effect.map(paymentNow(id), ({ payment }) => payment.state)

/** One attempt at learning what became of an intent, as a worker makes it. */
export const settle = (intentId: IntentId) => settleIntent.run({ intentId }, attempt(1))

/** How the gateway fails next; nothing else of what was planned before stays. */
export const planned = (...faults: ReadonlyArray<Fault>) =>
  Effect.map(SimulatedGateway, (gateway) => void gateway.faults.splice(0, gateway.faults.length, ...faults))

/** What the gateway holds for a company. */
export const held = (securityKey: string) =>
  Effect.map(SimulatedGateway, ({ state }) => accountOf(state, securityKey).transactions)

/** What the gateway has notified one company of since this was asked last, as it would deliver it. */
export const notifiedOf = (securityKey: string) =>
  Effect.map(SimulatedGateway, ({ state }) =>
    accountOf(state, securityKey)
      .events.splice(0)
      .map((event) => ({
        headers: {},
        body: new TextEncoder().encode(signedDelivery(event, "any").content)
      }))
  )

/** Does something at the gateway itself, as a merchant on its own pages. */
export const byAnotherHand = (securityKey: string, fields: Record<string, string>) =>
  Effect.flatMap(SimulatedGateway, ({ url }) =>
    Effect.promise(async () => {
      const body = new URLSearchParams({ security_key: securityKey, ...fields })
      return (await fetch(`${url}/api/transact.php`, { method: "POST", body })).text()
    })
  )

/** Runs the nightly batch of one account. */
export const batchOf = (securityKey: string) =>
  Effect.flatMap(SimulatedGateway, ({ url }) =>
    Effect.promise(async () => {
      await fetch(`${url}/simulation/settle`, { method: "POST", body: JSON.stringify({ securityKey }) })
    })
  )

import { Effect, Layer, Redacted } from "effect"
import { keySecretsLayer } from "../../adapters/ids/RandomKeySecrets.ts"
import { randomTextsLayer } from "../../adapters/ids/RandomTextsSecure.ts"
import { idsLayer, uuidV7 } from "../../adapters/ids/UuidV7.ts"
import { tokenVerifierLayer } from "../../adapters/oidc/TokenVerifierJose.ts"
import { Connect } from "../../adapters/postgres/Connect.ts"
import { EngineSql } from "../../adapters/postgres/EngineSql.ts"
import { notificationLineLayer } from "../../adapters/postgres/finance/notifications/NotificationLineSql.ts"
import { stores } from "../../adapters/postgres/stores.ts"
import { TenantSql } from "../../adapters/postgres/TenantSql.ts"
import { swanDefinition } from "../../adapters/swan/definition.ts"
import { swanNotifications } from "../../adapters/swan/notifications.ts"
import { readMasterKeys } from "../../adapters/vault/masterKeys.ts"
import { sealedSecretsLayer } from "../../adapters/vault/SealedSecretsAes.ts"
import { notificationApplier } from "../../domain/finance/notifications/model/index.ts"
import { openAddress, processNotifications } from "../../domain/finance/notifications/usecases/index.ts"
import { type ConnectionId, ProviderName } from "../../domain/finance/providers/model/index.ts"
import { connectProvider } from "../../domain/finance/providers/usecases/index.ts"
import { JobId } from "../../domain/platform/jobs/model/index.ts"
import { TenantScope } from "../../domain/shared/TenantScope.ts"
import { NotificationAppliers } from "../../ports/finance/NotificationAppliers.ts"
import { NotificationGate } from "../../ports/finance/NotificationGate.ts"
import { NotificationLine } from "../../ports/finance/NotificationLine.ts"
import { NotificationSchemes } from "../../ports/finance/NotificationSchemes.ts"
import { ProviderAdapters, ProviderDefinitions } from "../../ports/finance/ProviderAdapters.ts"
import { benchDatabase } from "../support/benchDatabase.ts"
import { companies } from "../support/companies.ts"
import { benchMasterKey } from "../support/benchMasterKey.ts"

interface Delivered {
  readonly eventId: string
  readonly resource: string
  readonly version: bigint
}

/**
 * `count` deliveries, a fifth of them repeated, in any order, worked at while they come, against the same events once
 * and in order. A reading answers any version from the newest that was delivered to the last, as a provider that
 * is read at different copies does: it may go back, and what was applied may not.
 */
export const shuffled = (count: number) =>
  Effect.gen(function* () {
    const { service } = yield* benchDatabase
    const provider = new Provider()
    return yield* compared(count, provider).pipe(Effect.provide(world(service, provider)))
  }).pipe(Effect.scoped)

const compared = Effect.fnUntraced(function* (count: number, provider: Provider) {
  const [company] = yield* companies(1)
  if (company === undefined) return yield* Effect.die("no company")
  const once = Array.from({ length: count * 0.8 }, (_, index): Delivered => ({
    eventId: uuidV7(),
    resource: `r${index % (count / 20)}`,
    version: BigInt(Math.floor(index / (count / 20)) + 1)
  }))
  for (const { resource, version } of once) provider.last.set(resource, version)
  const repeated = shuffle([...once, ...shuffle(once).slice(0, count * 0.2)])
  return yield* Effect.gen(function* () {
    const inOrder = yield* run(once, provider)
    const inDisorder = yield* run(repeated, provider)
    return {
      deliveries: repeated.length,
      distinct: once.length,
      resources: provider.last.size,
      inOrder: inOrder.told,
      inDisorder: inDisorder.told,
      sameState: JSON.stringify(inOrder.state) === JSON.stringify(inDisorder.state),
      wentBack: provider.wentBack
    }
  }).pipe(Effect.provideService(TenantScope, company.scope))
})

/** Resources with versions; what the business keeps of them. */
class Provider {
  readonly last = new Map<string, bigint>()
  readonly delivered = new Map<string, bigint>()
  readonly kept = new Map<string, bigint>()
  wentBack = 0

  readonly applier = notificationApplier<never>({
    concern: "banking.transaction",
    read: ({ reference }) =>
      Effect.sync(() => {
        const [least, most] = [this.delivered.get(reference) ?? 0n, this.last.get(reference) ?? 0n]
        const asOf = least + BigInt(Math.floor(Math.random() * Number(most - least + 1n)))
        const write = Effect.sync(() => {
          if ((this.kept.get(reference) ?? 0n) > asOf) this.wentBack++
          this.kept.set(reference, asOf)
        })
        return { _tag: "Apply" as const, asOf, write }
      })
  })
}

const run = Effect.fnUntraced(function* (deliveries: ReadonlyArray<Delivered>, provider: Provider) {
  provider.delivered.clear()
  provider.kept.clear()
  const gate = yield* NotificationGate
  const connection = yield* connectProvider(
    { provider: ProviderName.make("swan"), environment: "sandbox", label: "bench", settings: {} },
    Redacted.make({ clientId: "c", clientSecret: "s", webhookSecret: "w" })
  )
  const { path } = yield* openAddress(connection.id, { overlapSeconds: 0 })
  const address = Redacted.make(path.split("/").at(-1) ?? "")
  const started = performance.now()
  let coming = true
  const deliver = Effect.forEach(
    deliveries,
    ({ eventId, resource, version }) =>
      Effect.suspend(() => {
        if (version > (provider.delivered.get(resource) ?? 0n)) provider.delivered.set(resource, version)
        const decoded = { eventId, type: "Transaction.Booked", occurredAt: null, resourceId: resource }
        const body = new TextEncoder().encode(eventId)
        return gate.receive(address, { id: uuidV7(), connectionVersion: connection.version, decoded, body })
      }),
    { concurrency: 32, discard: true }
  ).pipe(Effect.ensuring(Effect.sync(() => void (coming = false))))
  const line = yield* NotificationLine
  const work = Effect.andThen(Effect.repeat(line.unload, { while: (more) => more }), process(connection.id))
  const drain = Effect.andThen(
    Effect.repeat(Effect.andThen(work, Effect.sleep("50 millis")), { while: () => coming }),
    work
  )
  yield* Effect.all([deliver, drain], { concurrency: "unbounded", discard: true })
  yield* work
  const seconds = Math.round(performance.now() - started) / 1000
  const state = [...provider.kept]
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([resource, version]) => [resource, String(version)])
  const final = [...provider.last].every(([resource, version]) => provider.kept.get(resource) === version)
  return { state, told: { seconds, final, ...(yield* counted(connection.id)) } }
})

/** Until nothing waits. */
const process = (connectionId: ConnectionId) =>
  Effect.repeat(
    processNotifications.run(
      { connectionId },
      { id: JobId.make(uuidV7()), attempt: 1, progress: () => Effect.void, step: (_, __, work) => work }
    ),
    { while: (result) => JSON.stringify(result) !== '{"processed":0,"ignored":0,"failed":0}' }
  )

const counted = (id: ConnectionId) =>
  Effect.flatMap(TenantSql, ({ statements }) =>
    statements(({ sql, tenantId }) =>
      Effect.map(
        sql`select count(*)::int as kept, sum(deliveries)::int as deliveries,
            count(*) filter (where state in ('processed', 'ignored'))::int as ended, max(attempts) as "mostAttempts"
          from azals.notification where tenant_id = ${tenantId} and connection_id = ${id}`,
        ([row]) => row
      )
    )
  )

const shuffle = <A>(list: ReadonlyArray<A>): ReadonlyArray<A> => {
  const mixed = [...list]
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = Math.floor(Math.random() * (at + 1))
    const [one, two] = [mixed[at], mixed[other]]
    if (one !== undefined && two !== undefined) [mixed[at], mixed[other]] = [two, one]
  }
  return mixed
}

const world = (url: Redacted.Redacted, provider: Provider) =>
  Layer.unwrap(
    Effect.map(readMasterKeys(Redacted.make(benchMasterKey)), (masterKeys) =>
      Layer.mergeAll(
        NotificationAppliers.layer([provider.applier]),
        NotificationSchemes.layer([swanNotifications]),
        ProviderDefinitions.layer([swanDefinition]),
        ProviderAdapters.layer<never>([]),
        sealedSecretsLayer(masterKeys)
      ).pipe(
        Layer.provideMerge(stores),
        Layer.provideMerge(Layer.provide(notificationLineLayer, EngineSql.layer({ url, maxConnections: 2 }))),
        Layer.provide(Connect.layerPool({ url, maxConnections: 16 })),
        Layer.provide([tokenVerifierLayer({ plainLoopback: false }), keySecretsLayer]),
        Layer.provideMerge(Layer.merge(idsLayer, randomTextsLayer))
      )
    )
  )

import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Option, Redacted } from "effect"
import { Client } from "pg"
import { EngineSql } from "../../../adapters/postgres/EngineSql.ts"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { intentLineLayer } from "../../../adapters/postgres/finance/providers/IntentLineSql.ts"
import { sweepIntents } from "../../../adapters/queue/intentSweep.ts"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import type { Intent } from "../../../domain/finance/providers/model/index.ts"
import {
  openIntent,
  performIntent,
  requestSettlement,
  settleIntent
} from "../../../domain/finance/providers/usecases/index.ts"
import { readDashboard } from "../../../domain/finance/suite/usecases/index.ts"
import { cancelJob } from "../../../domain/platform/jobs/usecases/index.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import type { Permission } from "../../../domain/shared/Permission.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { ProviderIntents } from "../../../ports/finance/ProviderIntents.ts"
import { JobStore } from "../../../ports/platform/JobStore.ts"
import { adminUrl, serviceUrl } from "../../support/database.ts"
import { payKind } from "../../support/providers/fakeBank.ts"
import { answers, cut } from "../../support/providers/faultyServer.ts"
import { attempt, fakeConnection, FakeBankServer, intentWorld } from "../../support/providers/intentWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

const world = Layer.suspend(() =>
  intentLineLayer.pipe(
    Layer.provideMerge(EngineSql.layer({ url: Redacted.make(serviceUrl()), maxConnections: 2 })),
    Layer.merge(intentWorld)
  )
)

const forCompany = Effect.provideServiceEffect(TenantScope, freshTenant)

const opened = Effect.gen(function* () {
  const { id } = yield* fakeConnection
  return yield* openIntent(payKind, {
    connectionId: id,
    businessKey: uuidV7(),
    amount: money(1200n, EUR),
    payload: { payee: "Dupont", amount: "12.00" }
  })
})

/** As if the intent had been where it is for long; then one round of the sweep. */
const sweptLater = ({ id }: Pick<Intent, "id">) =>
  Effect.gen(function* () {
    const sql = yield* EngineSql
    yield* sql`update intent_pointer set due_at = now() where intent_id = ${id}`
    yield* sweepIntents
  })

/** The open jobs of the company's intents, by their kind. */
const openJobs = Effect.flatMap(JobStore, ({ list }) =>
  list({ statuses: ["requested", "queued", "running"], kind: Option.none(), after: Option.none(), limit: 20 })
)

const abandoned = Effect.flatMap(openJobs, (jobs) =>
  Effect.forEach(jobs, ({ id }) => cancelJob(id), { discard: true })
)

const kinds = Effect.map(openJobs, (jobs) => jobs.map(({ kind }) => kind))

/** An intent whose answer was lost so long ago, with nobody at it. */
const unknownSince = (interval: string) =>
  Effect.gen(function* () {
    const { state } = yield* FakeBankServer
    const { statements } = yield* TenantSql
    state.reply = cut
    const intent = yield* opened
    yield* performIntent.run({ intentId: intent.id }, attempt(1))
    yield* statements(
      ({
        sql,
        tenantId
      }) => sql`update azals.provider_intent set sent_at = now() - ${interval}::text::interval
        where tenant_id = ${tenantId} and id = ${intent.id}`
    )
    yield* Effect.promise(() => pointedAtSince(intent.id, interval))
    yield* abandoned
    return intent
  })

const pointedAtSince = async (id: string, interval: string) => {
  const client = new Client(adminUrl())
  await client.connect()
  await client.query("update engine.intent_pointer set since = now() - $2::interval where intent_id = $1", [
    id,
    interval
  ])
  await client.end()
}

const asked = ({ id }: Pick<Intent, "id">) => settleIntent.run({ intentId: id }, attempt(1))

const leftOnDashboard = Effect.map(readDashboard(24), ({ unknownIntents }) =>
  unknownIntents.leftToPeople?.map(({ id }) => id)
).pipe(
  Effect.updateService(TenantScope, (scope) => ({
    ...scope,
    permissions: new Set<Permission>(["providers:read"])
  }))
)

const eventsOf = (type: string) =>
  Effect.flatMap(TenantSql, ({ statements }) =>
    Effect.map(
      statements(
        ({ sql, tenantId }) =>
          sql`select 1 from azals.outbox where tenant_id = ${tenantId} and type = ${type}`
      ),
      ({ length }) => length
    )
  )

layer(world, { excludeTestServices: true, timeout: "60 seconds" })("an intent that nobody is at", (it) => {
  it.effect("and that has not left is taken up, once however often it is looked for", () =>
    Effect.gen(function* () {
      const intent = yield* opened
      yield* sweptLater(intent)
      assert.deepStrictEqual(yield* kinds, ["providers.perform-intent"], "its own job is at it")
      yield* abandoned
      assert.deepStrictEqual(yield* kinds, [])
      yield* sweptLater(intent)
      yield* sweptLater(intent)
      assert.deepStrictEqual(yield* kinds, ["providers.perform-intent"])
    }).pipe(forCompany)
  )

  it.effect("and that was sent is asked for, never sent again", () =>
    Effect.gen(function* () {
      const intent = yield* opened
      const { byId, take } = yield* ProviderIntents
      const { state } = yield* FakeBankServer
      yield* take(intent.id, { _tag: "Sent" })
      yield* abandoned
      yield* sweptLater(intent)
      assert.deepStrictEqual(yield* kinds, ["providers.perform-intent"])
      const before = state.received.length
      yield* performIntent.run({ intentId: intent.id }, attempt(1))
      assert.strictEqual((yield* byId(intent.id)).state, "unknown")
      assert.strictEqual(state.received.length, before)
      yield* abandoned
      yield* sweptLater(intent)
      assert.deepStrictEqual(yield* kinds, ["providers.settle-intent"])
    }).pipe(forCompany)
  )

  it.effect("and that has ended is left alone", () =>
    Effect.gen(function* () {
      const { state } = yield* FakeBankServer
      state.reply = answers(200, { ref: "pay-1", status: "done" })
      const intent = yield* opened
      yield* performIntent.run({ intentId: intent.id }, attempt(1))
      yield* abandoned
      const sql = yield* EngineSql
      const pointers = yield* sql`select 1 from intent_pointer where intent_id = ${intent.id}`
      assert.strictEqual(pointers.length, 0)
    }).pipe(forCompany)
  )

  it.effect("and that was sent hours ago is asked for once a turn, with longer pauses each time", () =>
    Effect.gen(function* () {
      const intent = yield* unknownSince("9 hours")
      const { state } = yield* FakeBankServer
      state.reply = answers(200, { ref: "pay-1", status: "thinking" })
      assert.deepInclude(yield* asked(intent), { state: "unknown" })
      yield* sweptLater(intent)
      const sql = yield* EngineSql
      const [pause] = yield* sql`select extract(epoch from due_at - now())::int / 60 as minutes
        from intent_pointer where intent_id = ${intent.id}`
      assert.deepStrictEqual(pause, { minutes: 67 })
    }).pipe(forCompany)
  )

  it.effect(
    "and that is unknown for two weeks is left to people, who may ask for it as often as they want",
    () =>
      Effect.gen(function* () {
        const intent = yield* unknownSince("15 days")
        const { byId } = yield* ProviderIntents
        yield* sweptLater(intent)
        yield* sweptLater(intent)
        assert.deepStrictEqual(yield* kinds, [])
        const { leftToPeopleAt, state } = yield* byId(intent.id)
        assert.strictEqual(state, "unknown")
        assert.isNotNull(leftToPeopleAt)
        assert.deepStrictEqual(yield* leftOnDashboard, [intent.id])
        const told = yield* eventsOf("providers.intent.left-to-people")
        assert.strictEqual(told, 1)
        const server = yield* FakeBankServer
        server.state.reply = answers(200, { ref: "pay-1", status: "thinking" })
        yield* requestSettlement(intent.id)
        assert.deepInclude(yield* asked(intent), { state: "unknown" })
        server.state.reply = answers(200, { ref: "pay-1", status: "done" })
        assert.deepInclude(yield* asked(intent), { state: "succeeded" })
        assert.deepStrictEqual(yield* leftOnDashboard, [])
      }).pipe(forCompany)
  )
})

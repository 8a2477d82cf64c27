import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Option, Redacted } from "effect"
import { EngineSql } from "../../../adapters/postgres/EngineSql.ts"
import { intentLineLayer } from "../../../adapters/postgres/finance/providers/IntentLineSql.ts"
import { sweepIntents } from "../../../adapters/queue/intentSweep.ts"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import type { Intent } from "../../../domain/finance/providers/model/index.ts"
import { openIntent, performIntent } from "../../../domain/finance/providers/usecases/index.ts"
import { cancelJob } from "../../../domain/platform/jobs/usecases/index.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { ProviderIntents } from "../../../ports/finance/ProviderIntents.ts"
import { JobStore } from "../../../ports/platform/JobStore.ts"
import { serviceUrl } from "../../support/database.ts"
import { payKind } from "../../support/providers/fakeBank.ts"
import { answers } from "../../support/providers/faultyServer.ts"
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
})

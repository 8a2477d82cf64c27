import { assert, layer } from "@effect/vitest"
import { Duration, Effect, Option, Queue, References, Schema } from "effect"
import { EngineSql } from "../../../../adapters/postgres/EngineSql.ts"
import { eventsChannel } from "../../../../adapters/postgres/platform/OutboxLineSql.ts"
import { requestJob } from "../../../../domain/platform/jobs/usecases/index.ts"
import { TenantScope } from "../../../../domain/shared/TenantScope.ts"
import { spanOfTraceParent } from "../../../../domain/shared/TraceParent.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { JobLine } from "../../../../ports/platform/JobLine.ts"
import { JobStore } from "../../../../ports/platform/JobStore.ts"
import { OutboxLine } from "../../../../ports/platform/OutboxLine.ts"
import { eventually, jobWorld } from "../../../support/jobs/jobWorld.ts"
import { timedKind } from "../../../support/jobs/testKinds.ts"
import { freshTenant } from "../../../support/tenants.ts"

const queuedJobs = (count: number) =>
  Effect.gen(function* () {
    const store = yield* JobStore
    const ids = yield* Effect.forEach(Array.from({ length: count }), () =>
      requestJob(timedKind, { milliseconds: 1 })
    )
    yield* Effect.forEach(ids.length === 0 ? [] : [ids], (all) => store.takeUp(all))
    return ids
  })

const caller = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

/** As in a process that makes no spans, for a caller who does. */
const untraced = <A, E, R>(work: Effect.Effect<A, E, R>) =>
  Effect.withParentSpan(work, Option.getOrThrow(spanOfTraceParent(caller))).pipe(
    Effect.provideService(References.TracerEnabled, false)
  )

const small = (maximum: number) => Schema.Int.check(Schema.isBetween({ minimum: 0, maximum }))

layer(jobWorld, { excludeTestServices: true, timeout: "60 seconds" })("the line of jobs", (it) => {
  it.effect.prop(
    "admits in turn between the companies, each in its own order, within both bounds",
    [Schema.Array(small(6)).check(Schema.isMaxLength(4)), small(12), small(12), small(4)],
    ([lengths, before, free, perTenant]) =>
      Effect.gen(function* () {
        const line = yield* JobLine
        const store = yield* JobStore
        const companies = yield* Effect.forEach(lengths, (count) =>
          Effect.flatMap(freshTenant, (scope) =>
            Effect.map(Effect.provideService(queuedJobs(count), TenantScope, scope), (ids) => ({
              scope,
              ids
            }))
          )
        )
        const ownerOf = new Map(companies.flatMap(({ ids }, index) => ids.map((id) => [id, index] as const)))
        const admitted = yield* line.next({ free: before, perTenant: 3 })
        yield* line.admitted(admitted)
        assert.strictEqual(yield* line.inFlight, admitted.length)
        const taken = new Set(admitted.map(({ jobId }) => jobId))

        const next = yield* line.next({ free, perTenant })
        const expected = companies
          .flatMap(({ ids }) => {
            const busy = ids.filter((id) => taken.has(id)).length
            return ids.filter((id) => !taken.has(id)).map((id, index) => ({ id, nth: busy + index + 1 }))
          })
          .filter(({ nth }) => nth <= perTenant)
          .toSorted((a, b) => a.nth - b.nth || (ownerOf.get(a.id) ?? 0) - (ownerOf.get(b.id) ?? 0))
          .slice(0, free)
          .map(({ id }) => id)
        assert.deepStrictEqual(
          next.map(({ jobId }) => jobId),
          expected
        )
        for (const { ids, scope } of companies) {
          yield* Effect.provideService(
            Effect.forEach(ids, (id) => store.cancel(id)),
            TenantScope,
            scope
          )
        }
        assert.strictEqual(yield* line.inFlight, 0)
      }),
    { arbitrary: { runs: 40 } }
  )

  it.effect("loses the session of a worker that freezes inside a transaction", () =>
    Effect.gen(function* () {
      const engine = yield* EngineSql
      assert.deepStrictEqual(
        yield* engine`select current_setting('idle_in_transaction_session_timeout') as limit`,
        [{ limit: "30s" }]
      )
    })
  )

  it.effect("names the jobs that were admitted long ago and that nobody has begun", () =>
    Effect.gen(function* () {
      const line = yield* JobLine
      const engine = yield* EngineSql
      const scope = yield* freshTenant
      const { tenantId } = scope
      const [late, recent] = yield* Effect.provideService(queuedJobs(2), TenantScope, scope)
      if (late === undefined || recent === undefined) return yield* Effect.die("no jobs")
      yield* line.admitted([late, recent].map((jobId) => ({ tenantId, jobId, turn: 1 })))
      yield* engine`update job_pointer set admitted_at = now() - interval '1 minute' where job_id = ${late}`
      assert.deepStrictEqual(yield* line.stalled(Duration.seconds(30)), [{ tenantId, jobId: late, turn: 1 }])
    })
  )

  it.effect("forgets what the engine has delivered long ago, and nothing else", () =>
    Effect.gen(function* () {
      const line = yield* JobLine
      const engine = yield* EngineSql
      const message = (id: number, processed: boolean, age: string) =>
        engine`insert into cluster_messages (id, shard_id, entity_type, entity_id, kind, request_id, processed, last_read)
          values (${id}, 'default:1', 'test', ${String(id)}, 0, ${id}, ${processed},
            localtimestamp - cast(${age} as interval))`
      yield* message(1, true, "8 days")
      yield* message(2, true, "6 days")
      yield* message(3, false, "8 days")
      const made = (daysAgo: number) =>
        (BigInt(Date.now() - Date.UTC(2025, 0, 1) - daysAgo * 86_400_000) << 22n).toString()
      const [old, recent] = [made(8), made(6)]
      for (const id of [old, recent]) {
        yield* engine`insert into cluster_messages (id, shard_id, entity_type, entity_id, kind, request_id, processed)
          values (${id}::bigint, 'default:1', 'test', ${id}, 0, ${id}::bigint, true)`
      }
      yield* Effect.forEach(
        [1, 2, 3],
        (id) =>
          engine`insert into cluster_replies (id, kind, request_id, payload) values (${id}, 0, ${id}, '{}')`
      )
      assert.strictEqual(yield* line.forget(Duration.days(7)), 2)
      assert.deepStrictEqual(
        yield* engine`select id::text from cluster_messages order by cluster_messages.id`,
        [{ id: "2" }, { id: "3" }, { id: recent }]
      )
      const replies = yield* engine`select request_id::int as id from cluster_replies order by id`
      assert.deepStrictEqual(replies, [{ id: 2 }, { id: 3 }])
    })
  )

  it.effect("announces each event once, to whoever listens for its company", () =>
    Effect.gen(function* () {
      const outbox = yield* OutboxLine
      const engine = yield* EngineSql
      const events = yield* Events
      const scope = yield* freshTenant
      yield* eventually(outbox.announce(500), ({ count }) => count === 0)
      const heard = yield* engine.listen(eventsChannel)
      yield* events
        .publish(
          { type: "test.thing.happened", entityId: "1", payload: null },
          { type: "test.thing.happened", entityId: "2", payload: null }
        )
        .pipe(Effect.provideService(TenantScope, scope), untraced)
      assert.deepStrictEqual(yield* outbox.announce(500), { count: 2, byTraceParent: { [caller]: 2 } })
      assert.strictEqual((yield* Queue.take(heard)).payload, scope.tenantId)
      assert.deepStrictEqual(yield* outbox.announce(500), { count: 0, byTraceParent: {} })
    })
  )
})

import { assert, layer } from "@effect/vitest"
import { Duration, Effect, Layer, Schema } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { retentionStoreLayer } from "../../../adapters/postgres/platform/RetentionSql.ts"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { type JobId, unexpected } from "../../../domain/platform/jobs/model/index.ts"
import { requestJob } from "../../../domain/platform/jobs/usecases/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { JobAttempts } from "../../../ports/platform/JobAttempts.ts"
import { JobStore } from "../../../ports/platform/JobStore.ts"
import { Retention } from "../../../ports/platform/Retention.ts"
import { companyWithBooks, send, textAt } from "../../support/books.ts"
import { call, type Host } from "../../support/hosts.ts"
import { jobPorts } from "../../support/jobs/jobPorts.ts"
import { failingKind, timedKind } from "../../support/jobs/testKinds.ts"
import { companyWithKey, tenantSqlLayer } from "../../support/tenants.ts"

const world = Layer.merge(jobPorts, retentionStoreLayer).pipe(Layer.provideMerge(tenantSqlLayer))

/** Jobs over HTTP; no worker runs here, so that each state stays as the scenario made it. */
export const jobsScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, world), { excludeTestServices: true, timeout: "60 seconds" })(
    `jobs on ${name}`,
    (it) => {
      it.effect("lists the company's jobs by pages, newest first, by state and by kind", () =>
        Effect.gen(function* () {
          const { key, scope } = yield* companyWithKey()
          const ids = yield* Effect.forEach([1, 2, 3], () => requestJob(timedKind, { milliseconds: 1 })).pipe(
            Effect.provideService(TenantScope, scope)
          )
          const first = yield* jobsPage(key, "/v2/jobs?limit=2")
          assert.deepStrictEqual(idsOf(first), ids.slice(1).toReversed())
          const second = yield* jobsPage(key, `/v2/jobs?limit=2&cursor=${first.nextCursor ?? ""}`)
          assert.deepStrictEqual(idsOf(second), ids.slice(0, 1))
          assert.isNull(second.nextCursor)
          assert.lengthOf((yield* jobsPage(key, "/v2/jobs?status=requested&kind=test.timed")).items, 3)
          assert.lengthOf((yield* jobsPage(key, "/v2/jobs?status=running")).items, 0)
          assert.lengthOf((yield* jobsPage(key, "/v2/jobs?kind=test.other")).items, 0)
        })
      )

      it.effect("cancels a job that waits, once, and refuses steps that its state does not have", () =>
        Effect.gen(function* () {
          const { key, scope } = yield* companyWithKey()
          const id = yield* Effect.provideService(
            requestJob(timedKind, { milliseconds: 1 }),
            TenantScope,
            scope
          )
          const path = `/v2/jobs/${id}`
          const cancelled = yield* call("POST", `${path}/cancel`, { key, headers: writeKey("cancel-1") })
          assert.strictEqual(cancelled.status, 200, cancelled.text)
          assert.include(cancelled.json, { id, status: "cancelled", cancelRequested: true })
          assert.deepStrictEqual((yield* call("GET", path, { key })).json, cancelled.json)
          const again = yield* call("POST", `${path}/cancel`, { key, headers: writeKey("cancel-2") })
          assert.strictEqual(again.status, 409)
          assert.deepInclude(again.json, {
            type: "/problems/illegal-transition",
            facts: {
              _tag: "IllegalTransition",
              entity: "Job",
              id,
              from: "cancelled",
              attempted: "cancelled",
              allowed: []
            }
          })
          const requeued = yield* call("POST", `${path}/requeue`, { key, headers: writeKey("requeue-1") })
          assert.strictEqual(requeued.status, 409)
        })
      )

      it.effect("lists dead letters and requeues one", () =>
        Effect.gen(function* () {
          const { key, scope } = yield* companyWithKey()
          const id = yield* Effect.provideService(deadLetter, TenantScope, scope)
          assert.deepStrictEqual(idsOf(yield* jobsPage(key, "/v2/jobs/dead-letters")), [id])
          const requeued = yield* call("POST", `/v2/jobs/${id}/requeue`, {
            key,
            headers: writeKey("requeue-1")
          })
          assert.include(requeued.json, { status: "requested", attempts: 0, failure: null })
          assert.lengthOf((yield* jobsPage(key, "/v2/jobs/dead-letters")).items, 0)
        })
      )

      it.effect(
        "answers for a forgotten job as for an unknown one, and repeats the first answer to a replay",
        () =>
          Effect.gen(function* () {
            const { key, scope, year } = yield* companyWithBooks
            yield* send("PATCH", "/v2/tenant", key, { siren: "732829320" }, 1)
            const ask = call("POST", `/v2/accounting/fiscal-years/${year}/fec`, {
              key,
              body: { charset: "UTF-8", separator: "tab" },
              headers: writeKey("export-of-the-year")
            })
            const first = yield* ask
            const id = textAt(first.json, "jobId")
            const path = `/v2/jobs/${id}`
            const cancel = call("POST", `${path}/cancel`, { key, headers: writeKey("cancel-the-export") })
            const cancelled = yield* cancel
            assert.strictEqual(cancelled.status, 200, cancelled.text)
            yield* Effect.provideService(forgotten(id), TenantScope, scope)
            const unknown = uuidV7()
            const likeUnknown = (method: string, step: string) =>
              Effect.gen(function* () {
                const gone = yield* call(method, `${path}${step}`, { key, headers: writeKey(uuidV7()) })
                const never = yield* call(method, `/v2/jobs/${unknown}${step}`, {
                  key,
                  headers: writeKey(uuidV7())
                })
                assert.strictEqual(gone.status, 404)
                assert.strictEqual(gone.text, never.text.replaceAll(unknown, id))
              })
            yield* likeUnknown("GET", "")
            yield* likeUnknown("POST", "/cancel")
            yield* likeUnknown("POST", "/requeue")
            assert.lengthOf((yield* jobsPage(key, "/v2/jobs")).items, 0)
            assert.deepStrictEqual([(yield* ask).text, (yield* cancel).text], [first.text, cancelled.text])
            assert.lengthOf((yield* jobsPage(key, "/v2/jobs")).items, 0)
          })
      )

      it.effect("answers for another company's job as for an unknown one", () =>
        Effect.gen(function* () {
          const { scope } = yield* companyWithKey()
          const { key } = yield* companyWithKey()
          const id = yield* Effect.provideService(
            requestJob(timedKind, { milliseconds: 1 }),
            TenantScope,
            scope
          )
          const unknown = uuidV7()
          for (const [method, step] of [
            ["GET", ""],
            ["POST", "/cancel"],
            ["POST", "/requeue"]
          ] as const) {
            const ask = (job: string) =>
              call(method, `/v2/jobs/${job}${step}`, { key, headers: writeKey(job) })
            const foreign = yield* ask(id)
            assert.strictEqual(foreign.status, 404)
            assert.strictEqual(foreign.text, (yield* ask(unknown)).text.replaceAll(unknown, id))
          }
          assert.lengthOf((yield* jobsPage(key, "/v2/jobs")).items, 0)
        })
      )
    }
  )

const writeKey = (key: string) => ({ "idempotency-key": key })

const Jobs = Schema.Struct({
  items: Schema.Array(Schema.Struct({ id: Schema.String })),
  nextCursor: Schema.NullOr(Schema.String)
})

const jobsPage = (key: string, path: string) =>
  Effect.flatMap(call("GET", path, { key }), ({ json }) => Schema.decodeUnknownEffect(Jobs)(json))

const idsOf = ({ items }: typeof Jobs.Type) => items.map(({ id }) => id)

/** The time of an ended job is over. */
const forgotten = Effect.fnUntraced(function* (id: string) {
  const { statements } = yield* TenantSql
  const { forgetJobs } = yield* Retention
  yield* statements(
    ({ sql, tenantId }) => sql`update azals.job set ended_at = now() - interval '31 days'
      where tenant_id = ${tenantId} and id = ${id}`
  )
  assert.strictEqual(yield* forgetJobs({ ended: Duration.days(30), dead: Duration.days(365) }, 10), 1)
})

/** A job that failed for good. */
const deadLetter = Effect.gen(function* () {
  const store = yield* JobStore
  const attempts = yield* JobAttempts
  const id: JobId = yield* requestJob(failingKind, { times: 9, retryable: false })
  const lease = uuidV7()
  yield* store.takeUp([id])
  yield* attempts.begin({ jobId: id, turn: 1 }, lease)
  yield* attempts.end({ jobId: id, lease }, { _tag: "Failed", failure: unexpected })
  return id
})

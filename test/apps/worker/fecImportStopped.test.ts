import { assert, layer } from "@effect/vitest"
import { Effect, Exit, Layer, Scope } from "effect"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { JobRegistry } from "../../../adapters/queue/JobRegistry.ts"
import { jobsLayer } from "../../../apps/worker/jobs.ts"
import { JobId, type JobRun } from "../../../domain/platform/jobs/model/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { at, send, textAt } from "../../support/books.ts"
import { fecOf, foreignFec, upload } from "../../support/fecFiles.ts"
import { endOfJob, fecWorld, productionWorker, runToEnd } from "../../support/fecWorld.ts"
import { holdTable } from "../../support/holdTable.ts"
import { call } from "../../support/hosts.ts"
import { eventually, JobDatabase } from "../../support/jobs/jobWorld.ts"
import { productionWorkerFile, startWorker } from "../../support/jobs/workers.ts"
import { companyWithKey } from "../../support/tenants.ts"

const count = 350

/** Sales of ten euros, one a line pair. */
const manyEntries = fecOf(
  ...Array.from({ length: count }, (_, n) => {
    const line = (account: string, debit: string, credit: string) => [
      "VT",
      "Ventes",
      String(n + 1),
      "20250115",
      account,
      "Compte",
      "",
      "",
      `F${n}`,
      "20250115",
      `Facture ${n}`,
      debit,
      credit
    ]
    return [line("512000", "10,00", "0,00"), line("706000", "0,00", "10,00")]
  }).flat()
)

const stateOf = (path: string, key: string) =>
  Effect.map(call("GET", path, { key }), ({ json }) => ({
    state: textAt(json, "state"),
    version: Number(at(json, "version")),
    posted: Number(at(json, "posted"))
  }))

const importOf = Effect.fnUntraced(function* (content: string) {
  const { key, scope } = yield* companyWithKey()
  const { json } = yield* upload(key, content)
  return { key, scope, path: `/v2/accounting/fec-imports/${textAt(json, "id")}` }
})

/** Asks for a step of the import, catches its job in the middle of a unit, and does `stop` there. */
const caughtAtWork = Effect.fnUntraced(function* <E, R>(
  { key, path }: { readonly key: string; readonly path: string },
  verb: "commit" | "undo",
  stop: (jobId: string) => Effect.Effect<unknown, E, R>
) {
  const { version } = yield* stateOf(path, key)
  const hold = yield* Scope.make()
  const held = Scope.provide(holdTable("azals.journal_line"), hold)
  if (verb === "undo") yield* held
  const asked = yield* send("POST", `${path}/${verb}`, key, undefined, version)
  assert.strictEqual(asked.status, 202, asked.text)
  const id = textAt(asked.json, "jobId")
  const begun = (json: unknown) =>
    verb === "undo" ? at(json, "status") === "running" : Number(at(json, "progress")) > 0
  yield* eventually(call("GET", `/v2/jobs/${id}`, { key }), ({ json }) => begun(json))
  if (verb === "commit") yield* held
  yield* stop(id)
  yield* Scope.close(hold, Exit.void)
  return id
})

/** Every number of the journal once, and an unbroken chain. */
const holds = Effect.fnUntraced(function* (key: string, entries: number) {
  const { json } = yield* call("GET", "/v2/accounting/verify", { key })
  assert.deepInclude(json, { valid: true, checked: entries })
})

layer(fecWorld, { excludeTestServices: true, timeout: "120 seconds" })(
  "a FEC import without a worker",
  (it) => {
    it.effect("is back at its preview when its commit is cancelled before it began", () =>
      Effect.gen(function* () {
        const { key, path } = yield* importOf(foreignFec)
        const asked = yield* send("POST", `${path}/commit`, key, undefined, 1)
        const cancelled = yield* send("POST", `/v2/jobs/${textAt(asked.json, "jobId")}/cancel`, key)
        assert.strictEqual(at(cancelled.json, "status"), "cancelled", cancelled.text)
        assert.deepStrictEqual(yield* stateOf(path, key), { state: "previewed", version: 3, posted: 0 })
        assert.strictEqual((yield* send("POST", `${path}/commit`, key, undefined, 3)).status, 202)
      })
    )
  }
)

layer(Layer.provideMerge(productionWorker, fecWorld), { excludeTestServices: true, timeout: "180 seconds" })(
  "a FEC import that is stopped on its way",
  (it) => {
    it.effect("goes on with the next commit, and each entry is posted once", () =>
      Effect.gen(function* () {
        const { key, path } = yield* importOf(manyEntries)
        const id = yield* caughtAtWork({ key, path }, "commit", (job) =>
          send("POST", `/v2/jobs/${job}/cancel`, key)
        )
        assert.strictEqual(at(yield* endOfJob(id, key), "status"), "cancelled")
        const stopped = yield* stateOf(path, key)
        assert.strictEqual(stopped.state, "stopped")
        assert.isTrue(stopped.posted > 0 && stopped.posted < count, String(stopped.posted))
        yield* holds(key, stopped.posted)
        const job = yield* runToEnd("POST", `${path}/commit`, key, undefined, stopped.version)
        assert.deepInclude(at(job, "result"), { entries: count })
        assert.deepInclude(yield* stateOf(path, key), { state: "committed", posted: count })
        yield* holds(key, count)
      })
    )

    it.effect("can be undone instead, and an undo that is stopped goes on", () =>
      Effect.gen(function* () {
        const { key, path } = yield* importOf(manyEntries)
        yield* send("PATCH", "/v2/tenant", key, { language: "en" }, 1)
        const id = yield* caughtAtWork({ key, path }, "commit", (job) =>
          send("POST", `/v2/jobs/${job}/cancel`, key)
        )
        yield* endOfJob(id, key)
        const { posted } = yield* stateOf(path, key)
        const undo = yield* caughtAtWork({ key, path }, "undo", (job) =>
          send("POST", `/v2/jobs/${job}/cancel`, key)
        )
        yield* endOfJob(undo, key)
        const stopped = yield* stateOf(path, key)
        assert.strictEqual(stopped.state, "undo_stopped")
        const commit = yield* send("POST", `${path}/commit`, key, undefined, stopped.version)
        assert.strictEqual(at(commit.json, "type"), "/problems/illegal-transition")
        const job = yield* runToEnd("POST", `${path}/undo`, key, undefined, stopped.version)
        assert.deepInclude(at(job, "result"), { entries: posted })
        assert.strictEqual((yield* stateOf(path, key)).state, "undone")
        yield* holds(key, 2 * posted)
        const entries = yield* call("GET", "/v2/accounting/entries?journal=VT&limit=200", { key })
        assert.include(entries.text, "Reversal of the FEC import")
        assert.notInclude(entries.text, "Annulation")
      })
    )

    it.effect("answers the same again when the worker died between its end and that of the job", () =>
      Effect.gen(function* () {
        const { url } = yield* JobDatabase
        const { key, path, scope } = yield* importOf(foreignFec)
        const again = Effect.fnUntraced(function* (name: string, job: unknown) {
          const handlers = yield* JobRegistry
          const handler = handlers.get(name)
          if (handler === undefined) return assert.fail("no handler")
          const run: JobRun = {
            id: JobId.make(textAt(job, "id")),
            attempt: 2,
            progress: () => Effect.void,
            step: (_name, _result, work) => work
          }
          return yield* handler.run({ importId: path.split("/").at(-1) ?? "" }, run)
        })
        const asWorker = <A, E>(work: Effect.Effect<A, E, JobRegistry | TenantScope>) =>
          work.pipe(
            Effect.provideService(TenantScope, scope),
            Effect.provide(jobsLayer({ databaseUrl: url, connections: 2 }))
          )
        const commit = yield* runToEnd("POST", `${path}/commit`, key, undefined, 1)
        assert.deepStrictEqual(
          yield* asWorker(again("accounting.commit-fec-import", commit)),
          at(commit, "result")
        )
        const { version } = yield* stateOf(path, key)
        const undo = yield* runToEnd("POST", `${path}/undo`, key, undefined, version)
        assert.deepStrictEqual(yield* asWorker(again("accounting.undo-fec-import", undo)), at(undo, "result"))
        yield* holds(key, 6)
      })
    )
  }
)

layer(fecWorld, { excludeTestServices: true, timeout: "180 seconds" })(
  "a FEC import whose worker is killed",
  (it) => {
    it.effect("is ended by another worker, each entry posted once", () =>
      Effect.gen(function* () {
        const { url } = yield* JobDatabase
        const { key, path, scope } = yield* importOf(manyEntries)
        const first = yield* startWorker(url, productionWorkerFile)
        const id = yield* caughtAtWork({ key, path }, "commit", () => first.kill)
        assert.strictEqual((yield* stateOf(path, key)).state, "committing")
        yield* startWorker(url, productionWorkerFile)
        const job = yield* endOfJob(id, key)
        assert.deepInclude(job, { status: "done", attempts: 2 })
        assert.deepInclude(at(job, "result"), { entries: count, letterings: 0, unlettered: 0 })
        yield* holds(key, count)
        const { statements } = yield* TenantSql
        const told = yield* statements(
          ({ sql }) => sql`select type from azals.outbox where type like '%committed' or type like 'jobs.%'
            order by type`
        ).pipe(Effect.provideService(TenantScope, scope))
        assert.deepStrictEqual(told, [{ type: "accounting.fec_import.committed" }, { type: "jobs.job.done" }])
      }).pipe(Effect.scoped)
    )
  }
)

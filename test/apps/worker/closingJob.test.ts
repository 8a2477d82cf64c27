import { assert, layer } from "@effect/vitest"
import { Effect, Exit, Layer, Scope } from "effect"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { ClosingVolume } from "../../../domain/finance/accounting/model/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { asSuperuserOn } from "../../support/asSuperuser.ts"
import { at, saleOf, send, textAt, twoYears } from "../../support/books.ts"
import { endOfJob, fecWorld, productionWorker } from "../../support/fecWorld.ts"
import { adminOfJobs, holdTable } from "../../support/holdTable.ts"
import { call } from "../../support/hosts.ts"
import { eventually, JobDatabase } from "../../support/jobs/jobWorld.ts"
import { productionWorkerFile, startWorker } from "../../support/jobs/workers.ts"
import { tampers } from "../../support/tampers.ts"

/** A service for which three entries are many. */
const world = Layer.provide(fecWorld, Layer.succeed(ClosingVolume, { year: 3, all: 100 }))

const years = "/v2/accounting/fiscal-years"
const eur = (amount: string) => ({ amount, currency: "EUR" })

const close = (key: string, year: string, version = 1) =>
  send("POST", `${years}/${year}/close`, key, undefined, version)

/** Two years with `count` sales in the first, whose periods are locked. */
const booksToClose = Effect.fnUntraced(function* (count: number) {
  const company = yield* twoYears
  const { key, year } = company
  const ids: Array<string> = []
  for (let n = 1; n <= count; n++) {
    const posted = yield* send("POST", "/v2/accounting/entries", key, saleOf("2026-01-15", `F${n}`))
    ids.push(textAt(posted.json, "id"))
  }
  const { json } = yield* call("GET", `${years}/${year}/periods`, { key })
  for (let month = 0; month < 12; month++) {
    const path = `/v2/accounting/periods/${textAt(json, month, "id")}`
    yield* send("PATCH", path, key, { state: "soft_locked" }, 1)
  }
  return { ...company, ids, tenant: company.scope.tenantId }
})

const ended = Effect.fnUntraced(function* (key: string, year: string) {
  const asked = yield* close(key, year)
  assert.strictEqual(asked.status, 202, asked.text)
  return yield* endOfJob(textAt(asked.json, "jobId"), key)
})

const yearOf = (key: string, year: string) =>
  Effect.map(call("GET", `${years}/${year}/closing`, { key }), ({ json }) => at(json, "fiscalYear"))

layer(Layer.provideMerge(productionWorker, world), { excludeTestServices: true, timeout: "240 seconds" })(
  "closing a year of many entries",
  (it) => {
    it.effect("gives the job what a request gives for few: the same result and the same opening entry", () =>
      Effect.gen(function* () {
        const few = yield* booksToClose(3)
        const small = yield* close(few.key, few.year)
        assert.strictEqual(small.status, 200, small.text)
        const { key, year } = yield* booksToClose(4)
        const state = yield* call("GET", `${years}/${year}/closing`, { key })
        assert.deepInclude(state.json, { ready: true, integrity: "with-closing", result: eur("400.00") })
        const job = yield* ended(key, year)
        assert.strictEqual(at(job, "status"), "done", JSON.stringify(job))
        assert.deepInclude(at(job, "result"), { result: eur("400.00") })
        const shape = (json: unknown) => [
          ...["state", "version", "ends"].map((name) => at(json, "fiscalYear", name)),
          ...["journal", "number", "date", "lines"].map((name) => at(json, "openingEntry", name))
        ]
        assert.deepStrictEqual(shape(at(job, "result")), shape(small.json))
        const opening = yield* call(
          "GET",
          `/v2/accounting/entries/${textAt(job, "result", "openingEntry", "id")}`,
          { key }
        )
        assert.strictEqual(textAt(opening.json, "lines", 0, "debit", "amount"), "480.00")
        const again = yield* close(key, year, 2)
        assert.strictEqual(at(again.json, "type"), "/problems/illegal-transition")
      })
    )

    it.effect("is asked for once when twenty ask at the same time", () =>
      Effect.gen(function* () {
        const { key, year } = yield* booksToClose(4)
        const answers = yield* Effect.all(
          Array.from({ length: 20 }, () => close(key, year)),
          { concurrency: "unbounded" }
        )
        const accepted = answers.filter(({ status }) => status === 202)
        assert.isAbove(accepted.length, 0)
        assert.strictEqual(new Set(accepted.map(({ json }) => textAt(json, "jobId"))).size, 1)
        const job = yield* endOfJob(textAt(accepted[0]?.json, "jobId"), key)
        assert.strictEqual(at(job, "status"), "done")
        const { json } = yield* call("GET", "/v2/accounting/entries?journal=AN", { key })
        assert.strictEqual(at(json, "items", "length"), 1)
      })
    )

    it.effect("is refused at once where something else is in the way", () =>
      Effect.gen(function* () {
        const { key, year } = yield* booksToClose(4)
        yield* send("POST", "/v2/accounting/drafts", key, saleOf("2026-01-31", "F9"))
        const refused = yield* close(key, year)
        assert.strictEqual(at(refused.json, "type"), "/problems/year-not-ready")
        const jobs = yield* call("GET", "/v2/jobs?kind=accounting.close-fiscal-year", { key })
        assert.strictEqual(at(jobs.json, "items", "length"), 0)
      })
    )

    it.effect.each(tampers)("closes nothing when somebody $name", ({ number, statements }) =>
      Effect.gen(function* () {
        const { ids, key, tenant, year } = yield* booksToClose(5)
        yield* asSuperuserOn(yield* adminOfJobs, statements(tenant, ids))
        const asked = yield* close(key, year)
        const en =
          asked.status === 202
            ? textAt(yield* endOfJob(textAt(asked.json, "jobId"), key), "failure", "en")
            : textAt(asked.json, "facts", "blockers")
        if (asked.status === 202) assert.include(en, `VE ${number} `)
        assert.deepInclude(yield* yearOf(key, year), { state: "open", version: 1 })
        const { json } = yield* call("GET", "/v2/accounting/entries?journal=AN", { key })
        assert.strictEqual(at(json, "items", "length"), 0)
      })
    )

    it.effect("carries what is posted between its walk and its end", () =>
      Effect.gen(function* () {
        const { key, year } = yield* booksToClose(4)
        const hold = yield* Scope.make()
        yield* Scope.provide(holdTable("azals.job_checkpoint"), hold)
        const asked = yield* close(key, year)
        const id = textAt(asked.json, "jobId")
        yield* eventually(
          call("GET", `/v2/jobs/${id}`, { key }),
          ({ json }) => at(json, "status") === "running"
        )
        const late = yield* send("POST", "/v2/accounting/entries", key, saleOf("2026-12-31", "F5"))
        assert.strictEqual(late.status, 201, late.text)
        yield* Scope.close(hold, Exit.void)
        const job = yield* endOfJob(id, key)
        assert.deepInclude(at(job, "result"), { result: eur("500.00") })
      })
    )
  }
)

layer(world, { excludeTestServices: true, timeout: "180 seconds" })(
  "a closing whose worker is killed",
  (it) => {
    it.effect("is done by another worker, once", () =>
      Effect.gen(function* () {
        const { url } = yield* JobDatabase
        const { key, scope, year } = yield* booksToClose(4)
        const hold = yield* Scope.make()
        yield* Scope.provide(holdTable("azals.carry_forward"), hold)
        const first = yield* startWorker(url, productionWorkerFile)
        const asked = yield* close(key, year)
        const id = textAt(asked.json, "jobId")
        yield* eventually(
          call("GET", `/v2/jobs/${id}`, { key }),
          ({ json }) => Number(at(json, "progress")) > 0
        )
        yield* first.kill
        yield* Scope.close(hold, Exit.void)
        yield* startWorker(url, productionWorkerFile)
        const job = yield* endOfJob(id, key)
        assert.deepInclude(job, { status: "done", attempts: 2 })
        const { statements } = yield* TenantSql
        const told = yield* statements(
          ({ sql }) => sql`select type from azals.outbox where type = 'accounting.fiscal_year.closed'`
        ).pipe(Effect.provideService(TenantScope, scope))
        assert.strictEqual(told.length, 1)
        const { json } = yield* call("GET", "/v2/accounting/entries?journal=AN", { key })
        assert.strictEqual(at(json, "items", "length"), 1)
      }).pipe(Effect.scoped)
    )
  }
)

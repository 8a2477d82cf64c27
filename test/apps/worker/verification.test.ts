import { assert, layer } from "@effect/vitest"
import { Effect, Exit, Layer, Scope } from "effect"
import { ledgerControlsLayer } from "../../../adapters/postgres/finance/controls/LedgerControlsSql.ts"
import { chainsOf, verified, walkOf } from "../../../domain/finance/accounting/model/index.ts"
import { walkOn } from "../../../domain/finance/accounting/usecases/walkChains.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { LedgerControls } from "../../../ports/finance/LedgerControls.ts"
import { asSuperuserOn } from "../../support/asSuperuser.ts"
import { at, companyWithBooks, saleOf, send, textAt } from "../../support/books.ts"
import { endOfJob, fecWorld, productionWorker, runToEnd } from "../../support/fecWorld.ts"
import { adminOfJobs, holdTable } from "../../support/holdTable.ts"
import { call } from "../../support/hosts.ts"
import { eventually, JobDatabase } from "../../support/jobs/jobWorld.ts"
import { productionWorkerFile, startWorker } from "../../support/jobs/workers.ts"
import { tampers } from "../../support/tampers.ts"

const world = Layer.provideMerge(ledgerControlsLayer, fecWorld)
const verify = "/v2/accounting/verify"

const sales = Effect.fnUntraced(function* (key: string, refs: ReadonlyArray<string>) {
  const ids: Array<string> = []
  for (const ref of refs) {
    const posted = yield* send("POST", "/v2/accounting/entries", key, saleOf("2026-01-15", ref))
    assert.strictEqual(posted.status, 201, posted.text)
    ids.push(textAt(posted.json, "id"))
  }
  return ids
})

/** Verification in ranges of `links` links, with something done between each two. */
const inRanges = Effect.fnUntraced(function* <E, R>(links: number, between: Effect.Effect<unknown, E, R>) {
  const { heads } = yield* LedgerControls
  let walk = walkOf(yield* heads({}))
  while (walk.heads.length > 0) {
    walk = yield* walkOn(walk, links)
    yield* between
  }
  return verified(chainsOf(walk))
})

/** Verification page by page as a caller asks for it, `links` numbers at a time. */
const inRequests = Effect.fnUntraced(function* (key: string, last: number, links: number) {
  for (let from = 1; from <= last; from += links) {
    const path = `${verify}?journal=VE&from=${from}&to=${from + links - 1}`
    const { json, text } = yield* call("GET", path, { key })
    if (at(json, "valid") !== true) return json
    assert.isNull(at(json, "nextCursor"), text)
  }
  return undefined
})

layer(Layer.provideMerge(productionWorker, world), { excludeTestServices: true, timeout: "240 seconds" })(
  "verification as a job and in ranges",
  (it) => {
    it.effect("finds books as they were posted, with the head of each chain", () =>
      Effect.gen(function* () {
        const { key, scope, year } = yield* companyWithBooks
        yield* sales(key, ["1", "2", "3"])
        const job = yield* runToEnd("POST", verify, key, { fiscalYearId: null })
        assert.deepInclude(at(job, "result"), { valid: true, checked: 3, firstBreak: null })
        const entries = yield* call("GET", "/v2/accounting/entries?journal=VE", { key })
        const hashes = [0, 1, 2].map((n) => textAt(entries.json, "items", n, "hash"))
        assert.include(hashes, textAt(job, "result", "chains", 0, "headHash"))
        const one = yield* runToEnd("POST", verify, key, { fiscalYearId: year })
        assert.deepStrictEqual(at(one, "result"), at(job, "result"))
        const whole = yield* call("GET", verify, { key })
        assert.deepStrictEqual(whole.json, { ...Object(at(job, "result")), nextCursor: null })
        const kept = yield* inRanges(2, Effect.void).pipe(Effect.provideService(TenantScope, scope))
        assert.deepStrictEqual({ ...kept }, at(job, "result"))
        const stranger = yield* companyWithBooks
        const foreign = yield* send("POST", verify, stranger.key, { fiscalYearId: year })
        assert.strictEqual(foreign.status, 404)
      })
    )

    it.effect.each(tampers)("tells in every mode when somebody $name", ({ number, reason, statements }) =>
      Effect.gen(function* () {
        const { key, scope, year } = yield* companyWithBooks
        const ids = yield* sales(key, ["1", "2", "3", "4", "5"])
        yield* asSuperuserOn(yield* adminOfJobs, statements(scope.tenantId, ids))
        const expected = { journal: "VE", fiscalYearId: year, number, reason }
        for (const links of [1, 2, 3, 10]) {
          const found = yield* inRanges(links, Effect.void).pipe(Effect.provideService(TenantScope, scope))
          assert.deepInclude(Object(found.firstBreak), expected, `${links} links`)
        }
        const job = yield* runToEnd("POST", verify, key, { fiscalYearId: null })
        assert.strictEqual(at(job, "status"), "done")
        assert.deepInclude(at(job, "result", "firstBreak"), expected)
        const asked = yield* inRequests(key, 6, 10)
        assert.deepInclude(at(asked, "firstBreak"), expected)
      })
    )

    it.effect("raises no alarm for what is posted while it runs", () =>
      Effect.gen(function* () {
        const { key, scope } = yield* companyWithBooks
        yield* sales(key, ["1", "2", "3", "4", "5"])
        let ref = 5
        const found = yield* inRanges(
          1,
          Effect.suspend(() => sales(key, [String(++ref)]))
        ).pipe(Effect.provideService(TenantScope, scope))
        assert.deepInclude(found, { valid: true, checked: 5 })
        const posting = Effect.all(
          Array.from({ length: 40 }, (_, n) => sales(key, [`P${n}`])),
          { concurrency: 8 }
        )
        const watching = Effect.forEach(Array.from({ length: 15 }), () => call("GET", verify, { key }))
        const [, seen, job] = yield* Effect.all(
          [posting, watching, runToEnd("POST", verify, key, { fiscalYearId: null })],
          { concurrency: "unbounded" }
        )
        for (const { json, text } of seen) assert.isTrue(at(json, "valid"), text)
        assert.isTrue(at(job, "result", "valid"), JSON.stringify(job))
        const audit = yield* runToEnd("POST", "/v2/audit/verify", key)
        assert.isTrue(at(audit, "result", "valid"), JSON.stringify(audit))
      })
    )

    it.effect("says where the audit is broken, as a job too", () =>
      Effect.gen(function* () {
        const { key, scope } = yield* companyWithBooks
        yield* sales(key, ["1", "2"])
        const before = yield* runToEnd("POST", "/v2/audit/verify", key)
        assert.isTrue(at(before, "result", "valid"), JSON.stringify(before))
        yield* asSuperuserOn(yield* adminOfJobs, [
          ["update azals.audit set request_id = 'x' where tenant_id = $1 and seq = 3", [scope.tenantId]]
        ])
        const job = yield* runToEnd("POST", "/v2/audit/verify", key)
        assert.deepInclude(at(job, "result"), { valid: false, from: 1, to: 2 })
        assert.deepInclude(at(job, "result", "firstBroken"), { seq: 3, reason: "changed" })
        const behind = yield* call("GET", "/v2/audit/verify?from=4", { key })
        assert.deepInclude(behind.json, { valid: true, from: 4, nextCursor: null })
        const wrong = yield* call("GET", "/v2/audit/verify?cursor=x", { key })
        assert.strictEqual(wrong.status, 400)
      })
    )
  }
)

layer(world, { excludeTestServices: true, timeout: "120 seconds" })(
  "a verification whose worker is killed",
  (it) => {
    it.effect("is ended by another worker from where it was", () =>
      Effect.gen(function* () {
        const { url } = yield* JobDatabase
        const { key } = yield* companyWithBooks
        yield* sales(key, ["1", "2", "3"])
        const hold = yield* Scope.make()
        yield* Scope.provide(holdTable("azals.job_checkpoint"), hold)
        const first = yield* startWorker(url, productionWorkerFile)
        const asked = yield* send("POST", verify, key, { fiscalYearId: null })
        const id = textAt(asked.json, "jobId")
        yield* eventually(
          call("GET", `/v2/jobs/${id}`, { key }),
          ({ json }) => at(json, "status") === "running"
        )
        yield* first.kill
        yield* Scope.close(hold, Exit.void)
        yield* startWorker(url, productionWorkerFile)
        const job = yield* endOfJob(id, key)
        assert.deepInclude(job, { status: "done", attempts: 2 })
        assert.deepInclude(at(job, "result"), { valid: true, checked: 3 })
      }).pipe(Effect.scoped)
    )
  }
)

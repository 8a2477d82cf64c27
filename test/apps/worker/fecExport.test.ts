import { assert, layer } from "@effect/vitest"
import { Effect, Exit, Layer, Scope } from "effect"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { FecChecker } from "../../../domain/finance/accounting/model/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { at, companyWithBooks, saleOf, send, textAt } from "../../support/books.ts"
import { endOfJob, fecWorld, productionWorker, runToEnd } from "../../support/fecWorld.ts"
import { call } from "../../support/hosts.ts"
import { holdTable } from "../../support/holdTable.ts"
import { eventually, JobDatabase } from "../../support/jobs/jobWorld.ts"
import { productionWorkerFile, startWorker } from "../../support/jobs/workers.ts"

const world = Layer.provideMerge(productionWorker, fecWorld)

const tab = { charset: "UTF-8", separator: "tab" }

/** A company with a SIREN, an opening entry posted after a sale, and a payment that settles it. */
const companyWithYear = Effect.gen(function* () {
  const company = yield* companyWithBooks
  const { key } = company
  yield* send("PATCH", "/v2/tenant", key, { siren: "732829320", name: "Café d'Été" }, 1)
  yield* send("POST", "/v2/accounting/journals", key, { code: "AN", label: "À-nouveaux", kind: "opening" })
  const eur = (amount: string) => ({ amount, currency: "EUR" })
  const sale = yield* send("POST", "/v2/accounting/entries", key, saleOf("2026-01-31", "F1"))
  const payment = yield* send("POST", "/v2/accounting/entries", key, {
    journal: "BQ",
    date: "2026-02-10",
    label: "Règlement F1",
    documentRef: "R1",
    documentDate: "2026-02-10",
    lines: [
      { account: "512", debit: eur("120.00") },
      { account: "411", party: { code: "C001", label: "Dupont" }, credit: eur("120.00") }
    ]
  })
  yield* send("POST", "/v2/accounting/entries", key, {
    journal: "AN",
    date: "2026-01-01",
    label: "Ouverture",
    documentRef: "AN2026",
    documentDate: "2026-01-01",
    lines: [
      { account: "512", debit: eur("1000.00") },
      { account: "101", credit: eur("1000.00") }
    ]
  })
  const lettered = yield* send("POST", "/v2/accounting/letterings", key, {
    date: "2026-02-10",
    lines: [
      { lineId: textAt(sale.json, "lines", 0, "id") },
      { lineId: textAt(payment.json, "lines", 1, "id") }
    ]
  })
  assert.strictEqual(lettered.status, 201, lettered.text)
  return company
})

const download = (id: string, key: string) => call("GET", `/v2/files/${id}/content`, { key })

layer(world, { excludeTestServices: true, timeout: "120 seconds" })("FEC export", (it) => {
  it.effect(
    "writes the year under its legal name, valid, opening entries first, lettered, with its description",
    () =>
      Effect.gen(function* () {
        const { key, year } = yield* companyWithYear
        const job = yield* runToEnd("POST", `/v2/accounting/fiscal-years/${year}/fec`, key, tab)
        assert.strictEqual(at(job, "status"), "done", JSON.stringify(job))
        assert.deepInclude(at(job, "result"), {
          fileName: "732829320FEC20261231.txt",
          lines: 7,
          entries: 3,
          debit: "1240.00",
          credit: "1240.00",
          replacedCharacters: 0
        })
        const content = yield* download(textAt(job, "result", "fileId"), key)
        assert.strictEqual(content.status, 200)
        assert.strictEqual(
          content.headers.get("content-disposition"),
          `attachment; filename="732829320FEC20261231.txt"; filename*=UTF-8''732829320FEC20261231.txt`
        )
        assert.strictEqual(content.headers.get("content-security-policy"), "sandbox; default-src 'none'")
        assert.strictEqual(content.headers.get("x-content-type-options"), "nosniff")
        assert.strictEqual(content.headers.get("content-type"), "text/plain; charset=utf-8")
        const rows = content.text
          .replace(/\r\n$/, "")
          .split("\r\n")
          .map((line) => line.split("\t"))
        assert.deepStrictEqual(
          rows.map(([journal, , number, date, account]) => [journal, number, date, account].join(" ")),
          [
            "JournalCode EcritureNum EcritureDate CompteNum",
            "AN 1 20260101 512",
            "AN 1 20260101 101",
            "VE 1 20260131 411",
            "VE 1 20260131 706",
            "VE 1 20260131 44571",
            "BQ 1 20260210 512",
            "BQ 1 20260210 411"
          ]
        )
        assert.deepStrictEqual(
          rows.slice(1).map((row) => [row[13], row[14]]),
          [
            ["", ""],
            ["", ""],
            ["AAA", "20260210"],
            ["", ""],
            ["", ""],
            ["", ""],
            ["AAA", "20260210"]
          ]
        )
        const checker = new FecChecker({ fileName: "732829320FEC20261231.txt" })
        checker.push(new TextEncoder().encode(content.text))
        const report = checker.end()
        assert.deepStrictEqual([report.errors, report.alerts], [[], []])
        const description = yield* download(textAt(job, "result", "descriptionFileId"), key)
        assert.include(description.text, "Entreprise : Café d'Été")
        assert.include(description.text, "VE : Ventes")
      })
  )

  it.effect("writes ISO 8859-15 with bars", () =>
    Effect.gen(function* () {
      const { key, year } = yield* companyWithYear
      const options = { charset: "ISO-8859-15", separator: "pipe" }
      const job = yield* runToEnd("POST", `/v2/accounting/fiscal-years/${year}/fec`, key, options)
      const content = yield* download(textAt(job, "result", "fileId"), key)
      assert.strictEqual(content.headers.get("content-type"), "text/plain; charset=iso-8859-15")
      assert.match(content.text, /^JournalCode\|JournalLib\|/)
    })
  )

  it.effect("fails in words when the year is empty, and leaves no file", () =>
    Effect.gen(function* () {
      const { key, year } = yield* companyWithBooks
      yield* send("PATCH", "/v2/tenant", key, { siren: "732829320" }, 1)
      const job = yield* runToEnd("POST", `/v2/accounting/fiscal-years/${year}/fec`, key, tab)
      assert.strictEqual(at(job, "failure", "code"), "accounting.fec-empty")
      assert.deepStrictEqual((yield* call("GET", "/v2/files", { key })).json, { items: [], nextCursor: null })
    })
  )

  it.effect("shows a company's file to nobody else", () =>
    Effect.gen(function* () {
      const { key, year } = yield* companyWithYear
      const stranger = yield* companyWithBooks
      const job = yield* runToEnd("POST", `/v2/accounting/fiscal-years/${year}/fec`, key, tab)
      const id = textAt(job, "result", "fileId")
      const mine = yield* call("GET", "/v2/files", { key })
      assert.strictEqual(textAt(mine.json, "items", 1, "id"), id)
      for (const path of [`/v2/files/${id}`, `/v2/files/${id}/content`]) {
        assert.strictEqual((yield* call("GET", path, { key })).status, 200)
        assert.strictEqual((yield* call("GET", path, { key: stranger.key })).status, 404)
      }
      const theirs = yield* call("GET", "/v2/files", { key: stranger.key })
      assert.deepStrictEqual(theirs.json, { items: [], nextCursor: null })
      const foreign = yield* send("POST", `/v2/accounting/fiscal-years/${year}/fec`, stranger.key, tab)
      assert.strictEqual(foreign.status, 404)
    })
  )
})

layer(fecWorld, { excludeTestServices: true, timeout: "120 seconds" })(
  "a FEC export whose worker is killed",
  (it) => {
    it.effect("is done by another worker and leaves one file and its description", () =>
      Effect.gen(function* () {
        const { url } = yield* JobDatabase
        const { key, scope, year } = yield* companyWithYear
        const hold = yield* Scope.make()
        yield* Scope.provide(holdTable("azals.file_chunk"), hold)
        const first = yield* startWorker(url, productionWorkerFile)
        const asked = yield* send("POST", `/v2/accounting/fiscal-years/${year}/fec`, key, tab)
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
        const files = yield* call("GET", "/v2/files", { key })
        assert.deepStrictEqual(
          [textAt(files.json, "items", 0, "id"), textAt(files.json, "items", 1, "id")],
          [textAt(job, "result", "descriptionFileId"), textAt(job, "result", "fileId")]
        )
        const { statements } = yield* TenantSql
        const left = yield* statements(({ sql }) => sql`select state from azals.file`).pipe(
          Effect.provideService(TenantScope, scope)
        )
        assert.deepStrictEqual(left, [{ state: "ready" }, { state: "ready" }])
      }).pipe(Effect.scoped)
    )
  }
)

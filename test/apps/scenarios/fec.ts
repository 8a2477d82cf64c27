import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { at, companyWithBooks, send, textAt } from "../../support/books.ts"
import { fecOf, foreignFec, upload } from "../../support/fecFiles.ts"
import { call, type Host } from "../../support/hosts.ts"
import { companyWithKey, keyFor, tenantSqlLayer } from "../../support/tenants.ts"

/** The fichier des écritures comptables over HTTP, as far as no worker is needed. */
export const fecScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "60 seconds" })(
    `FEC on ${name}`,
    (it) => {
      it.effect("asks for an export once the company has a SIREN, and only of its own year", () =>
        Effect.gen(function* () {
          const { key, year } = yield* companyWithBooks
          const path = `/v2/accounting/fiscal-years/${year}/fec`
          const options = { charset: "ISO-8859-15", separator: "tab" }
          const refused = yield* send("POST", path, key, options)
          assert.strictEqual(refused.status, 422)
          assert.strictEqual(at(refused.json, "facts", "reason"), "siren-missing")
          yield* send("PATCH", "/v2/tenant", key, { siren: "732829320" }, 1)
          const asked = yield* send("POST", path, key, options)
          assert.strictEqual(asked.status, 202)
          const job = yield* call("GET", `/v2/jobs/${textAt(asked.json, "jobId")}`, { key })
          assert.strictEqual(at(job.json, "kind"), "accounting.export-fec")
          const { key: stranger } = yield* companyWithKey()
          assert.strictEqual((yield* send("POST", path, stranger, options)).status, 404)
        })
      )

      it.effect("previews a foreign file and keeps its bytes", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const { json, status, text } = yield* upload(key, foreignFec)
          assert.strictEqual(status, 201, text)
          assert.deepInclude(at(json, "preview"), { importable: true, entries: 3, lines: 7, unreadLines: 0 })
          assert.deepStrictEqual(at(json, "preview", "debit"), { amount: "1240.00", currency: "EUR" })
          assert.deepStrictEqual(at(json, "mapping", "year"), { starts: "2025-01-01", ends: "2025-12-31" })
          assert.deepStrictEqual(at(json, "mapping", "journals"), [
            { code: "AN", journal: "AN", kind: "opening" },
            { code: "BQ", journal: "BQ", kind: "bank" },
            { code: "VT", journal: "VT", kind: "sales" }
          ])
          assert.deepStrictEqual(at(json, "mapping", "parties"), [{ code: "DUP & FILS", party: "DUPFILS" }])
          const content = yield* call("GET", `/v2/files/${textAt(json, "fileId")}/content`, { key })
          assert.strictEqual(content.text, foreignFec)
          assert.strictEqual(content.headers.get("content-security-policy"), "sandbox; default-src 'none'")
        })
      )

      it.effect("streams back a file of many pieces as it came", () =>
        Effect.gen(function* () {
          const { key, scope } = yield* companyWithKey()
          const big = fecOf(
            ...Array.from({ length: 12_000 }, (_, n) => [
              "OD",
              "Divers",
              `${Math.floor(n / 2) + 1}`,
              "20250601",
              n % 2 === 0 ? "512000" : "580000",
              "Compte",
              "",
              "",
              "P",
              "20250601",
              "Virement",
              n % 2 === 0 ? "1,00" : "0,00",
              n % 2 === 0 ? "0,00" : "1,00"
            ])
          )
          const { json } = yield* upload(key, big)
          const path = `/v2/files/${textAt(json, "fileId")}`
          const content = yield* call("GET", `${path}/content`, { key })
          assert.isAbove(big.length, 800_000)
          assert.isTrue(content.text === big)
          const technician = yield* keyFor(scope, "technician")
          assert.strictEqual((yield* call("GET", path, { key: technician })).status, 403)
        })
      )

      it.effect("says what a dry run finds, until the mapping answers it", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const odd = foreignFec.replaceAll("\t706000\t", "\t9CLI\t").replaceAll("BQ\tBanque", "B Q\tBanque")
          const { json } = yield* upload(key, odd)
          const path = `/v2/accounting/fec-imports/${textAt(json, "id")}`
          const first = yield* send("POST", `${path}/dry-run`, key)
          assert.deepInclude(first.json, { accepted: false, refused: 2 })
          assert.strictEqual(at(first.json, "refusals", 0, "code"), "unmapped-account")
          assert.strictEqual(at(first.json, "refusals", 1, "code"), "unmapped-journal")
          const change = {
            accounts: [{ code: "9CLI", account: "706000" }],
            journals: [{ code: "B Q", journal: "BQ", kind: "bank" }]
          }
          assert.strictEqual((yield* send("PATCH", path, key, change, 7)).status, 409)
          const mapped = yield* send("PATCH", path, key, change, 1)
          assert.strictEqual(mapped.status, 200, mapped.text)
          const wrong = yield* send("PATCH", path, key, { accounts: [{ code: "X", account: "706000" }] }, 2)
          assert.strictEqual(at(wrong.json, "type"), "/problems/unknown-fec-codes")
          const second = yield* send("POST", `${path}/dry-run`, key)
          assert.deepStrictEqual(second.json, {
            accepted: true,
            accounts: ["101000", "411000", "445710", "512000", "706000"],
            journals: ["AN", "BQ", "VT"],
            fiscalYear: { starts: "2025-01-01", ends: "2025-12-31", exists: false },
            entries: 3,
            lines: 7,
            refused: 0,
            refusals: []
          })
        })
      )

      it.effect("points at the line and column of what cannot be read", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const { json } = yield* upload(key, foreignFec.replace("100,00", "cent"))
          assert.strictEqual(at(json, "preview", "importable"), false)
          assert.deepInclude(at(json, "preview", "problems", 0), { line: 5, column: 13, name: "Credit" })
          const dry = yield* send("POST", `/v2/accounting/fec-imports/${textAt(json, "id")}/dry-run`, key)
          assert.strictEqual(at(dry.json, "accepted"), false)
        })
      )

      it.effect("lets one of two commits win, and shows an import to nobody else", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const { key: stranger } = yield* companyWithKey()
          const { json } = yield* upload(key, foreignFec)
          const path = `/v2/accounting/fec-imports/${textAt(json, "id")}`
          const foreign = yield* Effect.all([
            call("GET", path, { key: stranger }),
            send("PATCH", path, stranger, {}, 1),
            send("POST", `${path}/dry-run`, stranger),
            send("POST", `${path}/commit`, stranger, undefined, 1),
            send("POST", `${path}/undo`, stranger, undefined, 1)
          ])
          assert.deepStrictEqual(
            foreign.map(({ status }) => status),
            [404, 404, 404, 404, 404]
          )
          const listed = yield* call("GET", "/v2/accounting/fec-imports", { key: stranger })
          assert.deepStrictEqual(listed.json, { items: [], nextCursor: null })
          const early = yield* send("POST", `${path}/undo`, key, undefined, 1)
          assert.strictEqual(at(early.json, "type"), "/problems/illegal-transition")
          const both = yield* Effect.all(
            [1, 2].map(() => send("POST", `${path}/commit`, key, undefined, 1)),
            { concurrency: "unbounded" }
          )
          assert.deepStrictEqual(new Set(both.map(({ status }) => status)), new Set([202, 409]))
          const jobs = yield* call("GET", "/v2/jobs?kind=accounting.commit-fec-import", { key })
          assert.strictEqual(Reflect.get(Object(at(jobs.json, "items")), "length"), 1)
        })
      )
    }
  )

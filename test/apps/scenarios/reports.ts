import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import * as fc from "fast-check"
import { asSuperuser } from "../../support/asSuperuser.ts"
import { at, saleOf, send, twoYears } from "../../support/books.ts"
import { call, type Host } from "../../support/hosts.ts"
import { agreesWithModel, type Books } from "../../support/modelledBooks.ts"
import { day, steps } from "../../support/ledgerModel.ts"
import { tenantSqlLayer } from "../../support/tenants.ts"

const reports = "/v2/accounting/reports"

/** Trial balance, general ledger, journals, aged and bank balances over HTTP. */
export const reportScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "120 seconds" })(
    `reports on ${name}`,
    (it) => {
      it.effect("add up any books to the cent: the replay of the entries is the trial balance", () =>
        Effect.gen(function* () {
          const run = Effect.runPromiseWith(yield* Effect.context<Books>())
          yield* Effect.promise(() =>
            fc.assert(
              fc.asyncProperty(steps, day, day, (life, one, two) =>
                run(
                  Effect.flatMap(twoYears, ({ key }) =>
                    agreesWithModel(key, life, [
                      [one, two],
                      ["2026-01-01", "2026-12-31"],
                      ["2027-01-01", two]
                    ])
                  )
                )
              ),
              { numRuns: name === "Node" ? 6 : 3, endOnFailure: true }
            )
          )
        })
      )

      it.effect("select by prefix, sum by class, and refuse dates of two years", () =>
        Effect.gen(function* () {
          const { key } = yield* twoYears
          yield* send("POST", "/v2/accounting/entries", key, saleOf("2026-01-31", "F1"))
          const found = yield* call("GET", `${reports}/trial-balance?to=2026-12-31&prefix=4`, { key })
          assert.strictEqual(found.status, 200, found.text)
          assert.strictEqual(at(found.json, "totals", "closing", "amount"), "100.00")
          assert.deepStrictEqual(at(found.json, "classes", 0, "class"), "4")
          assert.strictEqual(at(found.json, "items", 0, "label"), "Clients")
          const across = yield* call("GET", `${reports}/trial-balance?from=2026-01-01&to=2027-01-01`, { key })
          assert.strictEqual(across.status, 422)
          assert.strictEqual(at(across.json, "type"), "/problems/dates-outside-year")
          const none = yield* call("GET", `${reports}/trial-balance?to=2031-01-01`, {
            key,
            headers: { "accept-language": "en" }
          })
          assert.strictEqual(at(none.json, "type"), "/problems/no-fiscal-year")
          const unknown = yield* call("GET", `${reports}/general-ledger?account=6069999&to=2026-12-31`, {
            key
          })
          assert.strictEqual(unknown.status, 404)
          const journal = yield* call("GET", `${reports}/journal?journal=NO&to=2026-12-31`, { key })
          assert.strictEqual(journal.status, 404)
          const cursor = yield* call("GET", `${reports}/trial-balance?to=2026-12-31&cursor=nonsense`, { key })
          assert.strictEqual(cursor.status, 400)
        })
      )

      it.effect("hold sums larger than any one amount may be", () =>
        Effect.gen(function* () {
          const { key } = yield* twoYears
          const largest = { amount: "90000000000.00", currency: "EUR" }
          const lines = [
            { account: "512", debit: largest },
            { account: "101", credit: largest }
          ]
          for (const ref of ["1", "2"]) {
            const entry = { journal: "OD", date: "2026-01-31", label: `Apport ${ref}`, lines }
            assert.strictEqual((yield* send("POST", "/v2/accounting/entries", key, entry)).status, 201)
          }
          const found = yield* call("GET", `${reports}/bank-balances?at=2026-01-31`, { key })
          assert.strictEqual(at(found.json, "total", "amount"), "180000000000.00", found.text)
        })
      )

      it.effect("lead from an event, a document or a party to the entries, and back", () =>
        Effect.gen(function* () {
          const { key, scope } = yield* twoYears
          const sale = yield* send("POST", "/v2/accounting/entries", key, saleOf("2026-01-31", "F1"))
          yield* send("POST", "/v2/accounting/entries", key, saleOf("2026-01-31", "F2"))
          const other = yield* twoYears
          for (const filter of ["documentRef=F1", "documentRef=F1&party=C001&account=411"]) {
            const found = yield* call("GET", `/v2/accounting/entries?${filter}`, { key })
            assert.deepStrictEqual(at(found.json, "items"), [sale.json], found.text)
            const theirs = yield* call("GET", `/v2/accounting/entries?${filter}`, { key: other.key })
            assert.deepStrictEqual(at(theirs.json, "items"), [])
          }
          const both = yield* call("GET", "/v2/accounting/entries?party=C001", { key })
          assert.strictEqual(at(both.json, "items", "length"), 2)
          const nobody = yield* call("GET", "/v2/accounting/entries?party=C002", { key })
          assert.strictEqual(at(nobody.json, "items", "length"), 0)
          yield* asSuperuser([
            "update azals.journal_entry set source_event = 'sale:1' where tenant_id = $1 and document_ref = 'F2'",
            [scope.tenantId]
          ])
          const event = yield* call("GET", "/v2/accounting/entries?sourceEvent=sale%3A1", { key })
          assert.strictEqual(at(event.json, "items", 0, "documentRef"), "F2")
          assert.strictEqual(at(event.json, "items", 0, "sourceEvent"), "sale:1")
        })
      )

      it.effect("show nothing of another company", () =>
        Effect.gen(function* () {
          const { key } = yield* twoYears
          const other = yield* twoYears
          yield* send("POST", "/v2/accounting/entries", key, saleOf("2026-01-31", "F1"))
          for (const path of [
            "trial-balance?to=2026-12-31",
            "general-ledger?account=411&to=2026-12-31",
            "journals?to=2026-12-31",
            "journal?journal=VE&to=2026-12-31",
            "aged-balance?thirdParties=customers&at=2026-12-31",
            "bank-balances?at=2026-12-31"
          ]) {
            const mine = yield* call("GET", `${reports}/${path}`, { key })
            const theirs = yield* call("GET", `${reports}/${path}`, { key: other.key })
            assert.strictEqual(mine.status, 200, mine.text)
            assert.strictEqual(theirs.status, 200, theirs.text)
            assert.deepStrictEqual(at(theirs.json, "items"), [], path)
            if (!path.startsWith("bank")) assert.notDeepEqual(at(mine.json, "items"), [], path)
          }
        })
      )
    }
  )

import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { asSuperuser } from "../../support/asSuperuser.ts"
import { at, companyWithBooks, saleOf, send, textAt } from "../../support/books.ts"
import { call, type Host } from "../../support/hosts.ts"
import { tampers } from "../../support/tampers.ts"
import { tenantSqlLayer } from "../../support/tenants.ts"

const eur = (amount: string) => ({ amount, currency: "EUR" })

/** Five sales in VE and one entry of OD. */
const postedBooks = Effect.gen(function* () {
  const company = yield* companyWithBooks
  const { key } = company
  const ids: Array<string> = []
  for (const ref of ["1", "2", "3", "4", "5"]) {
    const posted = yield* send("POST", "/v2/accounting/entries", key, saleOf("2026-01-15", ref))
    assert.strictEqual(posted.status, 201, posted.text)
    ids.push(textAt(posted.json, "id"))
  }
  yield* send("POST", "/v2/accounting/entries", key, { ...saleOf("2026-01-15", "6"), journal: "OD" })
  return { ...company, ids, tenant: company.scope.tenantId }
})

const verify = (key: string) =>
  Effect.map(call("GET", "/v2/accounting/verify", { key }), ({ json, status, text }) => {
    assert.strictEqual(status, 200, text)
    return json
  })

const violated = (key: string) =>
  Effect.map(call("GET", "/v2/accounting/invariants", { key }), ({ json, status, text }) => {
    assert.strictEqual(status, 200, text)
    const items = at(json, "items")
    if (!Array.isArray(items)) return assert.fail(text)
    assert.strictEqual(items.length, 6)
    return items.filter((item) => at(item, "ok") !== true).map((item) => textAt(item, "name"))
  })

/** Verification of the chains, invariants, suspense. */
export const controlScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "120 seconds" })(
    `controls on ${name}`,
    (it) => {
      it.effect("find the books as posted, also behind locks", () =>
        Effect.gen(function* () {
          const { key, year } = yield* postedBooks
          const periods = yield* call("GET", `/v2/accounting/fiscal-years/${year}/periods`, { key })
          const january = textAt(periods.json, 0, "id")
          yield* send("PATCH", `/v2/accounting/periods/${january}`, key, { state: "locked" }, 1)
          const found = yield* verify(key)
          assert.deepInclude(found, { valid: true, checked: 6, firstBreak: null })
          assert.deepStrictEqual(yield* violated(key), [])
          const one = yield* call("GET", `/v2/accounting/verify?fiscalYearId=${year}`, { key })
          assert.deepStrictEqual(one.json, found)
          const other = yield* companyWithBooks
          const foreign = yield* call("GET", `/v2/accounting/verify?fiscalYearId=${year}`, { key: other.key })
          assert.strictEqual(foreign.status, 404)
          assert.deepInclude(yield* verify(other.key), { valid: true, checked: 0, chains: [] })
        })
      )

      it.effect.each(tampers)("tell when somebody $name", ({ invariants, number, reason, statements }) =>
        Effect.gen(function* () {
          const { ids, key, tenant, year } = yield* postedBooks
          yield* asSuperuser(...statements(tenant, ids))
          const found = yield* verify(key)
          assert.strictEqual(at(found, "valid"), false)
          assert.deepInclude(at(found, "firstBreak"), { journal: "VE", fiscalYearId: year, number, reason })
          assert.include(textAt(found, "firstBreak", "fr"), `Journal VE, écriture n° ${number} : `)
          assert.include(textAt(found, "firstBreak", "en"), `Journal VE, entry ${number}: `)
          assert.isNull(at(found, "chains", 0, "break"))
          assert.deepStrictEqual(yield* violated(key), [...invariants])
        })
      )

      it.effect("name the party that is missing on a control account", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          const lines = [
            { account: "411", debit: eur("50.00") },
            { account: "706", credit: eur("50.00") }
          ]
          const entry = { journal: "OD", date: "2026-02-01", label: "Sans tiers", lines }
          const posted = yield* send("POST", "/v2/accounting/entries", key, entry)
          const { json } = yield* call("GET", "/v2/accounting/invariants", { key })
          assert.strictEqual(at(json, "ok"), false)
          assert.deepInclude(at(json, "items", 3), {
            name: "parties-equal-control-account",
            violations: 1,
            difference: eur("50.00")
          })
          assert.strictEqual(at(json, "items", 3, "first", "entryId"), textAt(posted.json, "id"))
        })
      )

      it.effect("age what waits on 471, and let reversed and lettered lines go", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          const wait = (date: string, amount: string) =>
            send("POST", "/v2/accounting/entries", key, {
              journal: "BQ",
              date,
              label: `Virement ${date}`,
              lines: [
                { account: "512", debit: eur(amount) },
                { account: "471", credit: eur(amount) }
              ]
            })
          const old = yield* wait("2026-01-01", "10.00")
          const reversed = yield* wait("2026-02-01", "20.00")
          const lettered = yield* wait("2026-03-01", "40.00")
          yield* wait("2026-04-01", "80.00")
          const undo = `/v2/accounting/entries/${textAt(reversed.json, "id")}/reverse`
          yield* send("POST", undo, key, { date: "2026-04-02", label: "Annulation" })
          const cleared = yield* send("POST", "/v2/accounting/entries", key, {
            journal: "OD",
            date: "2026-04-03",
            label: "Affectation",
            lines: [
              { account: "471", debit: eur("40.00") },
              { account: "411", party: { code: "C001", label: "Dupont" }, credit: eur("40.00") }
            ]
          })
          const match = yield* send("POST", "/v2/accounting/letterings", key, {
            date: "2026-04-03",
            lines: [
              { lineId: textAt(lettered.json, "lines", 1, "id") },
              { lineId: textAt(cleared.json, "lines", 0, "id") }
            ]
          })
          assert.strictEqual(match.status, 201, match.text)
          const at0402 = yield* call("GET", "/v2/accounting/suspense?at=2026-04-02", { key })
          assert.deepInclude(at0402.json, {
            balance: eur("-130.00"),
            lines: 3,
            days0To30: eur("-80.00"),
            days31To60: eur("-40.00"),
            days61To90: eur("0.00"),
            over90: eur("-10.00")
          })
          const later = yield* call("GET", "/v2/accounting/suspense?at=2026-04-30&limit=1", { key })
          assert.deepInclude(later.json, { balance: eur("-90.00"), lines: 2, over90: eur("-10.00") })
          assert.strictEqual(textAt(later.json, "items", 0, "entryId"), textAt(old.json, "id"))
          assert.strictEqual(at(later.json, "items", 0, "ageDays"), 119)
          const cursor = textAt(later.json, "nextCursor")
          const last = yield* call("GET", `/v2/accounting/suspense?at=2026-04-30&limit=1&cursor=${cursor}`, {
            key
          })
          assert.strictEqual(at(last.json, "items", 0, "open", "amount"), "-80.00")
          assert.isNull(at(last.json, "nextCursor"))
          const other = yield* companyWithBooks
          const theirs = yield* call("GET", "/v2/accounting/suspense?at=2026-04-30", { key: other.key })
          assert.deepInclude(theirs.json, { lines: 0, items: [] })
        })
      )

      it.effect("add large amounts in the aged balance to the cent", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          const party = { code: "C001", label: "Dupont" }
          const lines = Array.from({ length: 112 }, () => [
            { account: "411", party, debit: eur("89999999999.99") },
            { account: "706", credit: eur("89999999999.99") }
          ])
          const entry = { journal: "OD", date: "2026-03-02", label: "Ventes", lines: lines.flat() }
          const posted = yield* send("POST", "/v2/accounting/entries", key, entry)
          assert.strictEqual(posted.status, 201, posted.text)
          const path = "/v2/accounting/reports/aged-balance?thirdParties=customers&at=2026-12-31"
          const { json, text } = yield* call("GET", path, { key })
          assert.deepStrictEqual(at(json, "totals", "total"), eur("10079999999998.88"), text)
        })
      )

      it.effect("leave lettered parts out of the aged balance from their date on", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          const sale = yield* send("POST", "/v2/accounting/entries", key, saleOf("2026-01-31", "F1"))
          const paid = yield* send("POST", "/v2/accounting/entries", key, {
            journal: "BQ",
            date: "2026-02-10",
            label: "Acompte",
            lines: [
              { account: "512", debit: eur("50.00") },
              { account: "411", party: { code: "C001", label: "Dupont" }, credit: eur("50.00") }
            ]
          })
          const match = yield* send("POST", "/v2/accounting/letterings", key, {
            date: "2026-03-01",
            lines: [
              { lineId: textAt(sale.json, "lines", 0, "id"), amount: eur("50.00") },
              { lineId: textAt(paid.json, "lines", 1, "id") }
            ]
          })
          assert.strictEqual(match.status, 201, match.text)
          const aged = (date: string) =>
            call("GET", `/v2/accounting/reports/aged-balance?thirdParties=customers&at=${date}`, { key })
          const before = yield* aged("2026-02-28")
          assert.deepInclude(at(before.json, "items", 0), {
            days1To30: eur("70.00"),
            total: eur("70.00")
          })
          const after = yield* aged("2026-03-31")
          assert.deepInclude(at(after.json, "items", 0), {
            days1To30: eur("0.00"),
            days31To60: eur("70.00"),
            total: eur("70.00")
          })
        })
      )
    }
  )

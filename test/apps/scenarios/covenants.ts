import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { at, send, textAt } from "../../support/books.ts"
import { collateralWanted, covenantWanted } from "../../support/credit/covenantRows.ts"
import { drawnLoan } from "../../support/credit/creditRequests.ts"
import { call, type Host } from "../../support/hosts.ts"
import { companyWithKey, keyFor, tenantSqlLayer } from "../../support/tenants.ts"

const eur = (amount: string) => ({ amount, currency: "EUR" })

/** Covenants and collateral, over HTTP. */
export const covenantScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "120 seconds" })(
    `${name}: covenants and collateral`,
    (it) => {
      it.effect("are registered, tested, waived, released and ended", () =>
        Effect.gen(function* () {
          const company = yield* companyWithKey()
          const { key } = company
          const loan = `/v2/credit/loans/${yield* drawnLoan({ ...company, year: "", marker: "Prêt" })}`
          const made = yield* send("POST", `${loan}/covenants`, key, covenantWanted())
          assert.strictEqual(made.status, 201, made.text)
          const path = `/v2/credit/covenants/${textAt(made.json, "id")}`
          assert.deepStrictEqual((yield* call("GET", path, { key })).json, made.json)
          const outlook = yield* call("GET", `${path}/outlook`, { key })
          assert.deepStrictEqual(outlook.json, { nextTestOn: "2299-12-31", forecast: null })
          const none = yield* send("POST", `${path}/tests`, key, { on: "2026-03-31", figures: null })
          assert.strictEqual(textAt(none.json, "type"), "/problems/covenant-figures-odd", none.text)
          const figures = { numerator: eur("40.00"), denominator: eur("10.00") }
          const other = yield* send("POST", `${path}/tests`, key, { on: "2026-04-01", figures })
          assert.strictEqual(textAt(other.json, "type"), "/problems/covenant-not-testable", other.text)
          const tested = yield* send("POST", `${path}/tests`, key, { on: "2026-03-31", figures })
          assert.deepInclude(tested.json, { ...figures, value: "4.0000", outcome: "breached", waiver: null })
          const waive = `/v2/credit/covenant-tests/${textAt(tested.json, "id")}/waive`
          const waiver = { on: "2026-04-15", reason: "Lettre de la banque" }
          assert.deepStrictEqual(at((yield* send("POST", waive, key, waiver)).json, "waiver"), waiver)
          const twice = yield* send("POST", waive, key, waiver)
          assert.strictEqual(textAt(twice.json, "type"), "/problems/illegal-transition", twice.text)
          const listed = yield* call("GET", `${path}/tests`, { key })
          assert.deepStrictEqual(at(listed.json, "items", 0, "waiver"), waiver)
          const ended = yield* send("POST", `${path}/end`, key, { on: "2026-05-01" }, 1)
          assert.strictEqual(textAt(ended.json, "endedOn"), "2026-05-01", ended.text)
          const pledged = yield* send("POST", `${loan}/collateral`, key, collateralWanted())
          assert.strictEqual(pledged.status, 201, pledged.text)
          const release = `/v2/credit/collateral/${textAt(pledged.json, "id")}/release`
          const early = yield* send("POST", release, key, { on: "2026-01-14" }, 1)
          assert.strictEqual(textAt(early.json, "type"), "/problems/loan-term-day-refused", early.text)
          const freed = yield* send("POST", release, key, { on: "2026-06-30" }, 1)
          assert.strictEqual(textAt(freed.json, "releasedOn"), "2026-06-30", freed.text)
          const again = yield* send("POST", release, key, { on: "2026-06-30" }, 2)
          assert.strictEqual(textAt(again.json, "type"), "/problems/collateral-released", again.text)
          const all = yield* call("GET", `${loan}/collateral`, { key })
          assert.deepStrictEqual(at(all.json, "items", 0), freed.json)
          const auditor = yield* keyFor(company.scope, "auditor")
          assert.strictEqual(
            (yield* send("POST", `${loan}/covenants`, auditor, covenantWanted())).status,
            403
          )
          assert.strictEqual((yield* call("GET", `${loan}/covenants`, { key: auditor })).status, 200)
        })
      )
    }
  )

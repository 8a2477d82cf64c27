import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { at, send, textAt } from "../../support/books.ts"
import type { Host } from "../../support/hosts.ts"
import { companyWithKey, keyFor, tenantSqlLayer } from "../../support/tenants.ts"

const eur = (amount: string) => ({ amount, currency: "EUR" })

const terms = {
  principal: eur("12000.00"),
  yearlyRate: "0.06",
  method: "constant_annuity",
  dayCount: "thirty_360",
  drawnOn: "2026-01-15",
  firstDueOn: "2026-02-15",
  instalments: 3,
  everyMonths: 1
}

/** Loans, over HTTP. */
export const creditScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "120 seconds" })(
    `${name}: credit`,
    (it) => {
      it.effect("is simulated without any provider: schedule, position, early repayment", () =>
        Effect.gen(function* () {
          const { scope } = yield* companyWithKey()
          const key = yield* keyFor(scope, "auditor")
          const { json, status, text } = yield* send("POST", "/v2/credit/simulations", key, terms)
          assert.strictEqual(status, 200, text)
          assert.deepStrictEqual(at(json, "instalments", 2, "residue"), eur("0.02"))
          assert.deepStrictEqual(at(json, "totalInterest"), eur("120.20"))
          const position = yield* send("POST", "/v2/credit/simulations/position", key, {
            terms,
            on: "2026-03-01"
          })
          assert.deepStrictEqual(at(position.json, "accruedInterest"), eur("21.39"))
          const early = yield* send("POST", "/v2/credit/simulations/early-repayment", key, {
            terms,
            on: "2026-03-01",
            principal: eur("4019.94")
          })
          assert.deepStrictEqual(at(early.json, "schedule", "instalments", 1, "outstanding"), eur("0.00"))
        })
      )

      it.effect("is refused in words where there is no such schedule, date or amount", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const small = yield* send("POST", "/v2/credit/simulations", key, {
            ...terms,
            principal: eur("0.02")
          })
          assert.strictEqual(small.status, 422, small.text)
          assert.strictEqual(textAt(small.json, "type"), "/problems/loan-not-repayable")
          const outside = yield* send("POST", "/v2/credit/simulations/position", key, {
            terms,
            on: "2031-01-01"
          })
          assert.strictEqual(outside.status, 422, outside.text)
          assert.include(outside.text, "2026-04-15")
          const wrong = yield* send("POST", "/v2/credit/simulations", key, { ...terms, yearlyRate: 0.06 })
          assert.strictEqual(wrong.status, 400)
        })
      )
    }
  )

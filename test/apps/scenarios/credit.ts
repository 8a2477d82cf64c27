import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { at, send, textAt } from "../../support/books.ts"
import { creditWanted, drawnLoan, lenderOver } from "../../support/credit/creditRequests.ts"
import { call, type Host } from "../../support/hosts.ts"
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

const path = "/v2/credit/applications"

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
          const charged = (atDrawdown: string) =>
            send("POST", "/v2/credit/simulations/effective-rate", key, {
              terms,
              charges: { atDrawdown: eur(atDrawdown), withEachInstalment: eur("0.00") }
            })
          const free = yield* charged("0.00")
          assert.deepInclude(free.json, { periodMonths: 1, effectiveRate: "0.060000" }, free.text)
          assert.deepStrictEqual(at((yield* charged("120.00")).json, "totalCost"), eur("240.20"))
          assert.strictEqual((yield* charged("12000.00")).status, 422)
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

      it.effect("is applied for once, with the moment of its consents, and then its lender is asked", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const connectionId = yield* lenderOver(key)
          const made = yield* send("POST", path, key, creditWanted(connectionId))
          assert.strictEqual(made.status, 201, made.text)
          const id = textAt(made.json, "id")
          assert.strictEqual(textAt(made.json, "state"), "requested")
          assert.match(textAt(made.json, "consentedAt"), /^20.*Z$/)
          assert.deepStrictEqual((yield* call("GET", `${path}/${id}`, { key })).json, made.json)
          const listed = yield* call("GET", `${path}?state=requested&limit=1`, { key })
          assert.strictEqual(textAt(listed.json, "items", 0, "id"), id)
          assert.include((yield* call("GET", `${path}?state=approved`, { key })).text, '"items":[]')
          const intents = yield* call("GET", "/v2/finance/intents", { key })
          assert.strictEqual(textAt(intents.json, "items", 0, "kind"), "credit.apply")
          const asked = yield* send("POST", `${path}/${id}/refresh`, key)
          assert.strictEqual(asked.status, 202, asked.text)
          for (const step of ["make-loan", "pay-out"]) {
            const early = yield* send("POST", `${path}/${id}/${step}`, key, undefined, 1)
            assert.strictEqual(early.status, 409, early.text)
            assert.strictEqual(textAt(early.json, "type"), "/problems/illegal-transition")
          }
          const paid = yield* send("POST", `${path}/${id}/confirm-payout`, key, { paidOn: "2026-01-15" }, 1)
          assert.strictEqual(paid.status, 409, paid.text)
          assert.include((yield* call("GET", "/v2/credit/loans", { key })).text, '"items":[]')
        })
      )

      it.effect("is paid by its due dates, repaid early, accrued and reversed, over HTTP", () =>
        Effect.gen(function* () {
          const company = yield* companyWithKey()
          const { key } = company
          const loan = `/v2/credit/loans/${yield* drawnLoan({ ...company, year: "", marker: "Prêt" })}`
          const paid = yield* send("POST", `${loan}/instalments`, key, {
            dueOn: "2026-02-15",
            paidOn: "2026-02-16"
          })
          assert.strictEqual(paid.status, 201, paid.text)
          const again = yield* send("POST", `${loan}/instalments`, key, {
            dueOn: "2026-02-15",
            paidOn: "2026-02-17"
          })
          assert.strictEqual(textAt(again.json, "type"), "/problems/instalment-not-next", again.text)
          const early = yield* send("POST", `${loan}/repayments`, key, {
            on: "2026-03-01",
            principal: eur("3000.00")
          })
          assert.strictEqual(early.status, 201, early.text)
          const plan = yield* call("GET", `${loan}/schedule`, { key })
          assert.strictEqual(textAt(plan.json, "nextDueOn"), "2026-03-15")
          assert.strictEqual(textAt(plan.json, "instalments", 0, "paidOn"), "2026-02-16")
          const followed = yield* send(
            "POST",
            `/v2/credit/movements/${textAt(paid.json, "id")}/reverse`,
            key,
            {
              on: "2026-03-02"
            }
          )
          assert.strictEqual(textAt(followed.json, "type"), "/problems/movement-not-reversible")
          const position = yield* call("GET", `${loan}/position?on=2026-03-10`, { key })
          assert.deepStrictEqual(at(position.json, "outstanding"), at(plan.json, "outstanding"))
          const accrued = yield* send("POST", `${loan}/accruals`, key, { on: "2026-03-10" })
          assert.deepStrictEqual(at(accrued.json, "interest"), at(position.json, "accruedInterest"))
          const undone = yield* send(
            "POST",
            `/v2/credit/movements/${textAt(accrued.json, "id")}/reverse`,
            key,
            {
              on: "2026-03-11"
            }
          )
          assert.strictEqual(textAt(undone.json, "reverses"), textAt(accrued.json, "id"), undone.text)
          const debts = yield* call("GET", "/v2/credit/debts?on=2026-03-10", { key })
          assert.deepStrictEqual(at(debts.json, "totals", 0, "withinOneYear"), at(plan.json, "outstanding"))
          assert.deepStrictEqual(at(debts.json, "totals", 0, "accruedInterest"), at(accrued.json, "interest"))
          const movements = yield* call("GET", `${loan}/movements`, { key })
          assert.strictEqual(textAt(movements.json, "items", 4, "id"), textAt(undone.json, "id"))
          assert.strictEqual((yield* send("POST", `${loan}/post`, key)).status, 202)
        })
      )

      it.effect("is not applied for without consents, with odd periods, elsewhere, or by an auditor", () =>
        Effect.gen(function* () {
          const { key, scope } = yield* companyWithKey()
          const connectionId = yield* lenderOver(key)
          for (const part of [
            { consents: { terms: true, data: true, scoring: false } },
            { months: 13, everyMonths: 3 },
            { amount: eur("0.00") }
          ]) {
            const { status, text } = yield* send("POST", path, key, creditWanted(connectionId, part))
            assert.strictEqual(status, 400, text)
          }
          const small = yield* send("POST", path, key, creditWanted(connectionId, { amount: eur("0.02") }))
          assert.strictEqual(textAt(small.json, "type"), "/problems/loan-not-repayable")
          const made = yield* send("POST", "/v2/finance/connections", key, {
            provider: "defacto",
            environment: "simulation",
            label: "Defacto",
            settings: {},
            secrets: { apiKey: "key-1" }
          })
          const elsewhere = yield* send("POST", path, key, creditWanted(textAt(made.json, "id")))
          assert.strictEqual(textAt(elsewhere.json, "type"), "/problems/not-supported", elsewhere.text)
          const auditor = yield* keyFor(scope, "auditor")
          assert.strictEqual((yield* send("POST", path, auditor, creditWanted(connectionId))).status, 403)
          assert.strictEqual((yield* call("GET", path, { key: auditor })).status, 200)
        })
      )
    }
  )

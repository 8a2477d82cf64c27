import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { at, companyWithBooks, send, textAt } from "../../support/books.ts"
import { overdraftWanted } from "../../support/credit/overdraftRows.ts"
import { call, type Host } from "../../support/hosts.ts"
import { uploadStatement } from "../../support/statements.ts"
import { keyFor, tenantSqlLayer } from "../../support/tenants.ts"

const eur = (amount: string) => ({ amount, currency: "EUR" })

/** January 2026: 5,000.00 leave an account at zero on the 1st by value, booked on the 5th. */
const january = new TextEncoder().encode(
  ":20:S1\n:25:FR7630006000011234567890189\n:28C:1/1\n:60F:C260101EUR0,00\n" +
    ":61:2601010105D5000,00NTRFNONREF\n:86:LOYER\n:62F:D260131EUR5000,00\n-"
)

/** Overdrafts, over HTTP. */
export const overdraftScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "120 seconds" })(
    `${name}: overdrafts`,
    (it) => {
      it.effect(
        "are registered, accrue by value date, are booked with their entry, reversed and terminated",
        () =>
          Effect.gen(function* () {
            const { key, scope } = yield* companyWithBooks
            yield* uploadStatement(key, january)
            const account = textAt((yield* call("GET", "/v2/banking/accounts", { key })).json, 0, "id")
            const made = yield* send("POST", "/v2/credit/overdrafts", key, overdraftWanted(account))
            assert.strictEqual(made.status, 201, made.text)
            const path = `/v2/credit/overdrafts/${textAt(made.json, "id")}`
            const days = yield* call("GET", `${path}/days?month=2026-01`, { key })
            assert.deepInclude(at(days.json, "days", 0), {
              balance: eur("-5000.00"),
              interest: "1.0000000000"
            })
            const dark = yield* call("GET", `${path}/position?on=2026-02-01`, { key })
            assert.strictEqual(textAt(dark.json, "type"), "/problems/bank-days-not-covered", dark.text)
            const rule = { eventType: "credit.overdraft_interest", journal: "OD", side: "credit" }
            const accounts = { controlAccount: "518", netAccount: "661" }
            yield* send("POST", "/v2/accounting/posting-rules", key, { ...rule, ...accounts })
            const month = { month: "2026-01", charges: eur("12.00") }
            const booked = yield* send("POST", `${path}/bookings`, key, month)
            assert.strictEqual(booked.status, 201, booked.text)
            assert.deepInclude(booked.json, {
              interest: eur("31.00"),
              effectiveRate: "0.101258",
              aboveUsury: null
            })
            const again = yield* send("POST", `${path}/bookings`, key, month)
            assert.strictEqual(textAt(again.json, "type"), "/problems/overdraft-period-not-next", again.text)
            const entered = { quarter: "2026-Q1", rate: "0.1", source: "Banque de France" }
            assert.strictEqual((yield* send("POST", "/v2/credit/usury-thresholds", key, entered)).status, 201)
            const listed = yield* call("GET", `${path}/bookings`, { key })
            assert.deepInclude(at(listed.json, "items", 0), { usuryThreshold: "0.1", aboveUsury: true })
            const undo = `/v2/credit/overdraft-bookings/${textAt(booked.json, "id")}/reverse`
            const undone = yield* send("POST", undo, key, { on: "2026-01-31" })
            assert.deepStrictEqual(at(undone.json, "interest"), eur("-31.00"), undone.text)
            const last = { on: "2026-01-20", charges: eur("0.00") }
            const ended = yield* send("POST", `${path}/terminate`, key, last, 1)
            assert.strictEqual(textAt(ended.json, "terminatedOn"), "2026-01-20", ended.text)
            const auditor = yield* keyFor(scope, "auditor")
            assert.strictEqual((yield* send("POST", `${path}/bookings`, auditor, month)).status, 403)
            assert.strictEqual((yield* call("GET", path, { key: auditor })).status, 200)
          })
      )
    }
  )

import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { at, companyWithBooks, send, textAt } from "../../support/books.ts"
import { call, type Host } from "../../support/hosts.ts"
import { inParallel } from "../../support/inParallel.ts"
import { tenantSqlLayer } from "../../support/tenants.ts"

const eur = (amount: string) => ({ amount, currency: "EUR" })

const insurance = {
  kind: "prepaid_expense",
  journal: "OD",
  label: "Assurance 2026",
  total: eur("1000.00"),
  debitAccount: "616",
  creditAccount: "486",
  starts: "2026-01-01",
  months: 3
}

const accrual = {
  kind: "accrued_expense",
  journal: "OD",
  label: "Électricité de janvier",
  total: eur("250.00"),
  debitAccount: "606",
  creditAccount: "408",
  starts: "2026-01-31"
}

const spreads = "/v2/accounting/spreads"

const problemOf = <E, R>(answer: Effect.Effect<{ readonly json: unknown }, E, R>) =>
  Effect.map(answer, ({ json }) => textAt(json, "type"))

const entriesOn = (key: string, account: string) =>
  Effect.map(call("GET", `/v2/accounting/entries?account=${account}`, { key }), ({ json }) =>
    Number(at(json, "items", "length"))
  )

/** Spreads over HTTP: planned, posted once when due, undone by their mirror, cancelled. */
export const spreadScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "60 seconds" })(
    `spreads on ${name}`,
    (it) => {
      it.effect("posts each instalment once, also when two ask at once", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          const planned = yield* send("POST", spreads, key, insurance)
          assert.strictEqual(planned.status, 201, planned.text)
          const path = `${spreads}/${textAt(planned.json, "id")}`
          assert.deepStrictEqual(at(planned.json, "instalments", 2), {
            number: 3,
            date: "2026-03-31",
            amount: eur("333.34"),
            residue: eur("0.01"),
            reverses: false,
            state: "planned",
            entryId: null
          })
          assert.strictEqual(yield* entriesOn(key, "486"), 0)
          yield* inParallel(
            4,
            () => send("POST", `${path}/post`, key, { upTo: "2026-02-28" }),
            (answers) =>
              Effect.sync(() => {
                for (const { json, status, text } of answers) {
                  assert.strictEqual(status, 200, text)
                  assert.deepInclude(json, { state: "running", posted: eur("666.66") })
                }
              })
          )
          assert.strictEqual(yield* entriesOn(key, "486"), 2)
          const done = yield* send("POST", `${path}/post`, key, { upTo: "2026-12-31" })
          assert.deepInclude(done.json, { state: "done", posted: eur("1000.00") })
          const entry = yield* call(
            "GET",
            `/v2/accounting/entries/${textAt(done.json, "instalments", 2, "entryId")}`,
            { key }
          )
          assert.include(entry.json, {
            label: "Assurance 2026 3/3",
            sourceEvent: `spread:${textAt(planned.json, "id")}:3`
          })
          assert.strictEqual(
            yield* problemOf(send("POST", `${path}/cancel`, key, undefined, 3)),
            "/problems/illegal-transition"
          )
          const listed = yield* call("GET", `${spreads}?state=done`, { key })
          assert.strictEqual(at(listed.json, "items", "length"), 1)
        })
      )

      it.effect("undoes an accrual on the first day of the next period, linked to it", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          const planned = yield* send("POST", spreads, key, accrual)
          const path = `${spreads}/${textAt(planned.json, "id")}/post`
          const dates = [0, 1].map((n) => at(planned.json, "instalments", n, "date"))
          assert.deepStrictEqual(dates, ["2026-01-31", "2026-02-01"])
          const posted = yield* send("POST", path, key, { upTo: "2026-02-01" })
          assert.deepInclude(posted.json, { state: "done", posted: eur("250.00") })
          const [first, mirror] = [0, 1].map((n) => textAt(posted.json, "instalments", n, "entryId"))
          const read = yield* call("GET", `/v2/accounting/entries/${mirror}`, { key })
          assert.include(read.json, { reversalOf: first, date: "2026-02-01" })
          assert.deepStrictEqual(at(read.json, "lines", 0, "credit"), eur("250.00"))
        })
      )

      it.effect("takes the mirror of a person for its own", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          const planned = yield* send("POST", spreads, key, accrual)
          const path = `${spreads}/${textAt(planned.json, "id")}/post`
          const posted = yield* send("POST", path, key, { upTo: "2026-01-31" })
          const entry = textAt(posted.json, "instalments", 0, "entryId")
          const undo = { date: "2026-02-03", label: "Facture reçue" }
          const undone = yield* send("POST", `/v2/accounting/entries/${entry}/reverse`, key, undo)
          const after = yield* send("POST", path, key, { upTo: "2026-03-01" })
          assert.strictEqual(at(after.json, "instalments", 1, "entryId"), at(undone.json, "id"), after.text)
          assert.strictEqual(yield* entriesOn(key, "408"), 2)
        })
      )

      it.effect("cancels the rest and keeps what is posted; posts all that is due or nothing", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          const planned = yield* send("POST", spreads, key, { ...insurance, months: 24 })
          const path = `${spreads}/${textAt(planned.json, "id")}`
          assert.strictEqual(
            yield* problemOf(send("POST", `${path}/post`, key, { upTo: "2027-06-30" })),
            "/problems/no-fiscal-year"
          )
          assert.strictEqual(yield* entriesOn(key, "486"), 0)
          yield* send("POST", `${path}/post`, key, { upTo: "2026-01-31" })
          assert.strictEqual(
            yield* problemOf(send("POST", `${path}/cancel`, key, undefined, 1)),
            "/problems/version-conflict"
          )
          const cancelled = yield* send("POST", `${path}/cancel`, key, undefined, 2)
          assert.include(cancelled.json, { state: "cancelled" })
          const states = [0, 1, 23].map((n) => at(cancelled.json, "instalments", n, "state"))
          assert.deepStrictEqual(states, ["posted", "cancelled", "cancelled"])
          assert.strictEqual(
            yield* problemOf(send("POST", `${path}/post`, key, { upTo: "2026-12-31" })),
            "/problems/illegal-transition"
          )
        })
      )

      it.effect("refuses a plan that the books could not take", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          const refused = (change: object) =>
            problemOf(send("POST", spreads, key, { ...insurance, ...change }))
          assert.strictEqual(yield* refused({ total: eur("0.02") }), "/problems/spread-too-small")
          assert.strictEqual(yield* refused({ debitAccount: "61699" }), "/problems/unusable-accounts")
          assert.strictEqual(yield* refused({ journal: "NO" }), "/problems/not-found")
          const usd = { amount: "10.00", currency: "USD" }
          assert.strictEqual(yield* refused({ total: usd }), "/problems/wrong-currency")
          assert.strictEqual(yield* refused({ creditAccount: "616" }), "/problems/invalid-request")
          assert.strictEqual(yield* refused({ kind: "accrued_income" }), "/problems/invalid-request")
          const outside = { ...accrual, starts: "2030-01-31" }
          assert.strictEqual(
            yield* problemOf(send("POST", spreads, key, outside)),
            "/problems/no-fiscal-year"
          )
        })
      )
    }
  )

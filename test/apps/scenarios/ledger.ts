import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { at, companyWithBooks, saleOf, send, textAt } from "../../support/books.ts"
import { call, type Host } from "../../support/hosts.ts"
import { tenantSqlLayer } from "../../support/tenants.ts"

/** The books over HTTP: posting, numbering, locks, reversal, drafts. */
export const ledgerScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "60 seconds" })(
    `ledger on ${name}`,
    (it) => {
      it.effect("posts a balanced entry and shows it again to the cent", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          const posted = yield* send("POST", "/v2/accounting/entries", key, saleOf("2026-01-31", "F1"))
          assert.strictEqual(posted.status, 201, posted.text)
          assert.strictEqual(at(posted.json, "number"), 1)
          const read = yield* call("GET", `/v2/accounting/entries/${textAt(posted.json, "id")}`, { key })
          assert.deepStrictEqual(read.json, posted.json)
          const listed = yield* call("GET", "/v2/accounting/entries?account=706&journal=VE", { key })
          assert.deepStrictEqual(at(listed.json, "items", 0), posted.json)
        })
      )

      it.effect("refuses what the books cannot take, each with its own problem", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          const sale = saleOf("2026-01-31", "F1")
          const refused = (change: object) =>
            Effect.map(send("POST", "/v2/accounting/entries", key, { ...sale, ...change }), ({ json }) =>
              at(json, "type")
            )
          const [first, ...others] = sale.lines
          const more = { ...first, debit: { amount: "120.01", currency: "EUR" } }
          assert.strictEqual(yield* refused({ lines: [more, ...others] }), "/problems/unbalanced-entry")
          assert.strictEqual(
            yield* refused({ lines: [{ ...first, account: "999" }, ...others] }),
            "/problems/invalid-request"
          )
          assert.strictEqual(
            yield* refused({ lines: [{ ...first, account: "411999" }, ...others] }),
            "/problems/unusable-accounts"
          )
          assert.strictEqual(yield* refused({ journal: "NO" }), "/problems/not-found")
          assert.strictEqual(yield* refused({ date: "2027-01-01" }), "/problems/no-fiscal-year")
          assert.strictEqual(yield* refused({ date: "2026-02-29" }), "/problems/invalid-request")
          const zero = { ...first, debit: { amount: "0.00", currency: "EUR" } }
          assert.strictEqual(yield* refused({ lines: [zero, ...others] }), "/problems/invalid-request")
          assert.strictEqual(
            yield* refused({ lines: [{ ...first, credit: first?.debit }, ...others] }),
            "/problems/invalid-request"
          )
          const vat = others.map((line) => ({ ...line, vatCode: "NO" }))
          assert.strictEqual(yield* refused({ lines: [first, ...vat] }), "/problems/unknown-vat-codes")
        })
      )

      it.effect("numbers 50 parallel entries without a hole, a refused one among them", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          const answers = yield* Effect.all(
            Array.from({ length: 50 }, (_, i) =>
              send(
                "POST",
                "/v2/accounting/entries",
                key,
                saleOf(i % 7 === 3 ? "2030-01-01" : "2026-03-01", `F${i}`)
              )
            ),
            { concurrency: "unbounded" }
          )
          const posted = answers
            .filter(({ status }) => status === 201)
            .map(({ json }) => Number(at(json, "number")))
          assert.deepStrictEqual(
            posted.toSorted((a, b) => a - b),
            posted.map((_, i) => i + 1)
          )
          assert.strictEqual(posted.length, 43)
        })
      )

      it.effect("reverses once, and only by a mirror", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          const posted = yield* send("POST", "/v2/accounting/entries", key, saleOf("2026-01-31", "F1"))
          const path = `/v2/accounting/entries/${textAt(posted.json, "id")}/reverse`
          const both = yield* Effect.all(
            [1, 2].map(() => send("POST", path, key, { date: "2026-02-01", label: "Annulation" })),
            { concurrency: "unbounded" }
          )
          assert.deepStrictEqual(new Set(both.map(({ status }) => status)), new Set([201, 409]))
          const read = yield* call("GET", `/v2/accounting/entries/${textAt(posted.json, "id")}`, { key })
          assert.strictEqual(at(read.json, "state"), "reversed")
        })
      )

      it.effect("keeps a locked period as it is, and tells where the next open one is", () =>
        Effect.gen(function* () {
          const { key, year } = yield* companyWithBooks
          const periods = yield* call("GET", `/v2/accounting/fiscal-years/${year}/periods`, { key })
          const january = String(at(periods.json, 0, "id"))
          const lock = (state: string, version: number) =>
            send("PATCH", `/v2/accounting/periods/${january}`, key, { state }, version)
          assert.strictEqual((yield* lock("locked", 1)).status, 200)
          const refused = yield* send("POST", "/v2/accounting/entries", key, saleOf("2026-01-31", "F1"))
          assert.strictEqual(refused.status, 409)
          assert.strictEqual(at(refused.json, "facts", "nextOpen"), "2026-02-01")
          assert.strictEqual(at((yield* lock("open", 2)).json, "type"), "/problems/illegal-transition")
        })
      )

      it.effect("posts a draft as it stands, under its own id", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          const draft = yield* send("POST", "/v2/accounting/drafts", key, saleOf("2026-01-31", "F1"))
          const id = String(at(draft.json, "id"))
          assert.strictEqual(
            (yield* send("POST", `/v2/accounting/drafts/${id}/post`, key, undefined, 7)).status,
            409
          )
          const posted = yield* send("POST", `/v2/accounting/drafts/${id}/post`, key, undefined, 1)
          assert.strictEqual(at(posted.json, "id"), id)
          assert.strictEqual((yield* call("GET", `/v2/accounting/drafts/${id}`, { key })).status, 404)
        })
      )
    }
  )

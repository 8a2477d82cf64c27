import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { at, companyWithBooks, saleOf, send, textAt } from "../../support/books.ts"
import { call, type Host } from "../../support/hosts.ts"
import { tenantSqlLayer } from "../../support/tenants.ts"

const eur = (amount: string) => ({ amount, currency: "EUR" })
const usd = (amount: string) => ({ amount, currency: "USD" })
const dupont = { code: "C001", label: "Dupont" }

const payment = (amount: string, foreign?: string) => ({
  journal: "BQ",
  date: "2026-02-10",
  label: "Règlement Dupont",
  lines: [
    { account: "512", debit: eur(amount) },
    {
      account: "411",
      party: dupont,
      credit: eur(amount),
      ...(foreign === undefined ? {} : { foreign: usd(foreign) })
    }
  ]
})

const post = (key: string, entry: object) => send("POST", "/v2/accounting/entries", key, entry)

/** Matching of lines over HTTP: whole, part, in another currency, undone, two at once. */
export const letteringScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "60 seconds" })(
    `lettering on ${name}`,
    (it) => {
      it.effect("settles an invoice by its payment, and opens both again when undone", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          const invoice = textAt((yield* post(key, saleOf("2026-01-31", "F1"))).json, "lines", 0, "id")
          const paid = textAt((yield* post(key, payment("120.00"))).json, "lines", 1, "id")
          const open = Effect.map(call("GET", "/v2/accounting/open-lines?account=411", { key }), ({ json }) =>
            at(json, "items", "length")
          )
          assert.strictEqual(yield* open, 2)
          const lines = [{ lineId: invoice }, { lineId: paid }]
          const both = yield* Effect.all(
            [1, 2].map(() => send("POST", "/v2/accounting/letterings", key, { date: "2026-02-10", lines })),
            { concurrency: "unbounded" }
          )
          assert.deepStrictEqual(new Set(both.map(({ status }) => status)), new Set([201, 409]))
          const done = both.find(({ status }) => status === 201)
          assert.include(done?.json, { code: "AAA", state: "full", account: "411", party: "C001" })
          assert.strictEqual(yield* open, 0)
          const path = `/v2/accounting/letterings/${textAt(done?.json, "id")}/cancel`
          const undone = yield* send("POST", path, key, { date: "2026-02-11" }, 1)
          assert.include(undone.json, { state: "cancelled", cancelledOn: "2026-02-11" })
          assert.strictEqual(yield* open, 2)
          const before = yield* call("GET", "/v2/accounting/open-lines?account=411&asOf=2026-02-10", { key })
          assert.strictEqual(at(before.json, "items", "length"), 0)
          assert.strictEqual((yield* send("POST", path, key, { date: "2026-02-11" }, 2)).status, 409)
        })
      )

      it.effect("settles in part, and never more than is open", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          const invoice = textAt((yield* post(key, saleOf("2026-01-31", "F1"))).json, "lines", 0, "id")
          const first = textAt((yield* post(key, payment("50.00"))).json, "lines", 1, "id")
          const second = textAt((yield* post(key, payment("70.00"))).json, "lines", 1, "id")
          const letter = (paid: string, amount?: string) =>
            send("POST", "/v2/accounting/letterings", key, {
              date: "2026-02-10",
              lines: [
                { lineId: invoice, ...(amount === undefined ? {} : { amount: eur(amount) }) },
                { lineId: paid }
              ]
            })
          assert.strictEqual(textAt((yield* letter(first)).json, "type"), "/problems/lettering-unbalanced")
          assert.include((yield* letter(first, "50.00")).json, { state: "partial", code: "AAA" })
          assert.strictEqual(
            textAt((yield* letter(second, "70.01")).json, "type"),
            "/problems/more-than-open"
          )
          assert.include((yield* letter(second)).json, { state: "full", code: "AAB" })
        })
      )

      it.effect("posts the exchange difference of lines settled in their own currency", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          const sale = saleOf("2026-01-31", "F1")
          const [first, ...others] = sale.lines
          const inDollars = { ...sale, lines: [{ ...first, foreign: usd("130.00") }, ...others] }
          const invoice = textAt((yield* post(key, inDollars)).json, "lines", 0, "id")
          const paid = textAt((yield* post(key, payment("117.00", "130.00"))).json, "lines", 1, "id")
          const request = { date: "2026-02-10", lines: [{ lineId: invoice }, { lineId: paid }] }
          const refused = yield* send("POST", "/v2/accounting/letterings", key, request)
          assert.strictEqual(textAt(refused.json, "type"), "/problems/exchange-journal-missing")
          const lettered = yield* send("POST", "/v2/accounting/letterings", key, {
            ...request,
            exchangeJournal: "OD"
          })
          assert.strictEqual(lettered.status, 201, lettered.text)
          const open = yield* call("GET", "/v2/accounting/open-lines?account=411", { key })
          assert.strictEqual(at(open.json, "items", "length"), 0)
          const loss = yield* call("GET", "/v2/accounting/entries?account=656", { key })
          assert.deepStrictEqual(at(loss.json, "items", 0, "lines", 0, "debit"), eur("3.00"))
        })
      )

      it.effect("opens what a reversed entry settled, and letters the entry with its mirror", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          const sale = (yield* post(key, saleOf("2026-01-31", "F1"))).json
          const paid = textAt((yield* post(key, payment("120.00"))).json, "lines", 1, "id")
          const letter = (date: string, ...ids: ReadonlyArray<string>) =>
            send("POST", "/v2/accounting/letterings", key, {
              date,
              lines: ids.map((lineId) => ({ lineId }))
            })
          const settled = yield* letter("2026-02-10", textAt(sale, "lines", 0, "id"), paid)
          const reversal = { date: "2026-02-20", label: "Facture annulée" }
          const path = `/v2/accounting/entries/${textAt(sale, "id")}/reverse`
          const mirror = (yield* send("POST", path, key, reversal)).json
          const openAt = (asOf: string) =>
            Effect.map(
              call("GET", `/v2/accounting/open-lines?account=411&asOf=${asOf}`, { key }),
              ({ json }) => at(json, "items", "length")
            )
          assert.strictEqual(yield* openAt("2026-02-19"), 0, "before the reversal it was settled")
          const open = (yield* call("GET", "/v2/accounting/open-lines?account=411", { key })).json
          assert.deepStrictEqual([at(open, "items", "length"), at(open, "items", 0, "lineId")], [1, paid])
          const all = (yield* call("GET", "/v2/accounting/letterings?account=411", { key })).json
          assert.deepInclude(at(all, "items", 0), { state: "full", letteredOn: "2026-02-20", party: "C001" })
          assert.deepInclude(at(all, "items", 1), {
            id: textAt(settled.json, "id"),
            state: "cancelled",
            cancelledOn: "2026-02-20"
          })
          const lineOf = (json: unknown) => textAt(json, "lines", 0, "id")
          const parts = [at(all, "items", 0, "parts", 0, "lineId"), at(all, "items", 0, "parts", 1, "lineId")]
          assert.sameMembers(parts, [lineOf(sale), lineOf(mirror)])
        })
      )

      it.effect("refuses lines that do not go together", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          const sale = yield* post(key, saleOf("2026-01-31", "F1"))
          const [debit, credit] = [textAt(sale.json, "lines", 0, "id"), textAt(sale.json, "lines", 1, "id")]
          const refused = (...ids: ReadonlyArray<string>) =>
            Effect.map(
              send("POST", "/v2/accounting/letterings", key, {
                date: "2026-02-10",
                lines: ids.map((lineId) => ({ lineId }))
              }),
              ({ json }) => at(json, "facts")
            )
          assert.deepInclude(yield* refused(debit, credit), { reason: "accounts" })
          assert.deepInclude(yield* refused(debit, debit), { reason: "repeated-line" })
          const unknown = "01990000-0000-7000-8000-000000000001"
          assert.deepInclude(yield* refused(debit, unknown), { entity: "JournalLine", id: unknown })
        })
      )
    }
  )

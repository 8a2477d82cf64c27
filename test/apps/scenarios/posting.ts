import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { at, companyWithBooks, send, textAt } from "../../support/books.ts"
import { call, type Host } from "../../support/hosts.ts"
import { inParallel } from "../../support/inParallel.ts"
import { tenantSqlLayer } from "../../support/tenants.ts"

const eur = (amount: string) => ({ amount, currency: "EUR" })

const salesRule = {
  eventType: "sales.invoice",
  journal: "VE",
  controlAccount: "411",
  netAccount: "706",
  side: "debit"
}

const invoice = (ref: string, date = "2026-01-31") => ({
  id: `invoice:${ref}`,
  type: "sales.invoice",
  date,
  label: `Facture ${ref}`,
  documentRef: ref,
  dueDate: "2026-02-28",
  party: { code: "C001", label: "Dupont" },
  items: [
    { product: "POSE", vatCode: "C20", net: eur("100.00"), vat: eur("20.00") },
    { product: "BOIS", vatCode: "C20", net: eur("33.33"), vat: eur("6.67") }
  ]
})

const events = "/v2/accounting/events"
const rules = "/v2/accounting/posting-rules"

const problemOf = <E, R>(answer: Effect.Effect<{ readonly json: unknown }, E, R>) =>
  Effect.map(answer, ({ json }) => textAt(json, "type"))

/** Financial events over HTTP: mapped by rules, posted once, previewed, and what other rules would make of them. */
export const postingScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "60 seconds" })(
    `posting on ${name}`,
    (it) => {
      it.effect("posts an event through its rule, and finds it again from its entry and its document", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          const refused = yield* send("POST", events, key, invoice("F1"))
          assert.strictEqual(textAt(refused.json, "type"), "/problems/no-posting-rule")
          assert.strictEqual(at(refused.json, "facts", "items", 0, "item"), 1)
          assert.strictEqual((yield* send("POST", rules, key, salesRule)).status, 201)
          const previewed = yield* send("POST", `${events}/preview`, key, invoice("F1"))
          assert.strictEqual(previewed.status, 200, previewed.text)
          assert.include(previewed.json, { postedAs: null, postponedFrom: null })
          const none = yield* call("GET", events, { key })
          assert.strictEqual(at(none.json, "items", "length"), 0)
          const posted = yield* send("POST", events, key, invoice("F1"))
          assert.strictEqual(posted.status, 201, posted.text)
          const lines = [0, 1, 2].map((n) => [
            at(posted.json, "entry", "lines", n, "account"),
            at(posted.json, "entry", "lines", n, n === 0 ? "debit" : "credit")
          ])
          assert.deepStrictEqual(lines, [
            ["411", eur("160.00")],
            ["706", eur("133.33")],
            ["44571", eur("26.67")]
          ])
          assert.strictEqual(at(posted.json, "entry", "lines", 0, "dueDate"), "2026-02-28")
          const entryId = textAt(posted.json, "entryId")
          for (const filter of [`entryId=${entryId}`, "documentRef=F1", "type=sales.invoice&to=2026-01-31"]) {
            const found = yield* call("GET", `${events}?${filter}`, { key })
            assert.strictEqual(at(found.json, "items", 0, "entryId"), entryId, found.text)
          }
          const one = yield* call("GET", `${events}/${textAt(posted.json, "id")}`, { key })
          assert.deepStrictEqual(one.json, posted.json)
          assert.strictEqual(at(one.json, "entry", "sourceEvent"), "event:invoice:F1")
        })
      )

      it.effect("posts an event sent 50 times at once exactly once, and refuses it changed", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          yield* send("POST", rules, key, salesRule)
          yield* inParallel(
            50,
            () => send("POST", events, key, invoice("F1")),
            (answers) =>
              Effect.sync(() => {
                assert.deepStrictEqual(new Set(answers.map(({ status }) => status)), new Set([201]))
                assert.strictEqual(new Set(answers.map(({ json }) => textAt(json, "entryId"))).size, 1)
              })
          )
          const entries = yield* call("GET", "/v2/accounting/entries", { key })
          assert.strictEqual(at(entries.json, "items", "length"), 1)
          const changed = { ...invoice("F1"), label: "Autre" }
          const refused = yield* send("POST", events, key, changed)
          assert.strictEqual(refused.status, 409)
          assert.strictEqual(textAt(refused.json, "type"), "/problems/event-differs")
          const preview = `${events}/preview`
          assert.strictEqual(yield* problemOf(send("POST", preview, key, changed)), "/problems/event-differs")
          const again = yield* send("POST", preview, key, invoice("F1"))
          assert.isString(at(again.json, "postedAs"))
        })
      )

      it.effect("takes the most specific rule, and refuses a rule of what the company has not", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          const add = (change: object) => send("POST", rules, key, { ...salesRule, ...change })
          assert.strictEqual((yield* add({})).status, 201)
          const wood = yield* add({ product: "BOIS", netAccount: "707", vatAccount: "44578" })
          assert.strictEqual(wood.status, 201, wood.text)
          assert.strictEqual(yield* problemOf(add({})), "/problems/already-exists")
          assert.strictEqual(yield* problemOf(add({ product: "A", journal: "NO" })), "/problems/not-found")
          assert.strictEqual(
            yield* problemOf(add({ product: "A", netAccount: "70699" })),
            "/problems/not-found"
          )
          assert.strictEqual(yield* problemOf(add({ vatCode: "NO" })), "/problems/not-found")
          const path = `${rules}/${textAt(wood.json, "id")}`
          const changed = yield* send("PATCH", path, key, { vatAccount: null, netAccount: "7088" }, 1)
          assert.strictEqual(
            yield* problemOf(send("PATCH", path, key, { side: "credit" }, 1)),
            "/problems/version-conflict"
          )
          assert.notProperty(changed.json, "vatAccount")
          const entry = yield* send("POST", `${events}/preview`, key, invoice("F1"))
          const accounts = [0, 1, 2, 3].map((n) => at(entry.json, "entry", "lines", n, "account"))
          assert.deepStrictEqual(accounts, ["411", "706", "7088", "44571"])
          yield* send("PATCH", path, key, { active: false }, 2)
          const without = yield* send("POST", `${events}/preview`, key, invoice("F1"))
          assert.strictEqual(at(without.json, "entry", "lines", "length"), 3)
        })
      )

      it.effect("shows what other rules would make of the events of a time, and writes nothing", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          yield* send("POST", rules, key, salesRule)
          for (const [ref, date] of [
            ["F1", "2026-01-10"],
            ["F2", "2026-01-20"],
            ["F3", "2026-02-10"]
          ]) {
            assert.strictEqual((yield* send("POST", events, key, invoice(ref ?? "", date))).status, 201)
          }
          const january = { from: "2026-01-01", to: "2026-01-31" }
          const preview = (proposed: object, page: object = {}) =>
            send("POST", `${rules}/preview`, key, {
              rules: [{ ...salesRule, ...proposed }],
              ...january,
              ...page
            })
          const same = yield* preview({})
          assert.deepInclude(same.json, { examined: 2, items: [], nextCursor: null })
          const first = yield* preview({ product: "BOIS", netAccount: "707" }, { limit: 1 })
          assert.include(first.json, { examined: 1 })
          assert.strictEqual(at(first.json, "items", 0, "posted", "lines", "length"), 3)
          assert.strictEqual(at(first.json, "items", 0, "proposed", "lines", "length"), 4)
          const next = yield* preview(
            { product: "BOIS", netAccount: "707" },
            { limit: 1, cursor: textAt(first.json, "nextCursor") }
          )
          assert.strictEqual(at(next.json, "items", 0, "event", "documentRef"), "F2")
          assert.strictEqual(at(next.json, "nextCursor"), null)
          const off = yield* preview({ active: false })
          assert.strictEqual(at(off.json, "items", 1, "proposed"), null)
          assert.strictEqual(textAt(off.json, "items", 1, "refusal", "type"), "/problems/no-posting-rule")
          const kept = yield* call("GET", rules, { key })
          assert.strictEqual(at(kept.json, "items", "length"), 1)
        })
      )

      it.effect("puts an event of a locked period into the next open one, and says so before", () =>
        Effect.gen(function* () {
          const { key, year } = yield* companyWithBooks
          yield* send("POST", rules, key, salesRule)
          const periods = yield* call("GET", `/v2/accounting/fiscal-years/${year}/periods`, { key })
          const january = `/v2/accounting/periods/${textAt(periods.json, 0, "id")}`
          yield* send("PATCH", january, key, { state: "locked" }, 1)
          const previewed = yield* send("POST", `${events}/preview`, key, invoice("F1"))
          assert.include(previewed.json, { postponedFrom: "2026-01-31" })
          const posted = yield* send("POST", events, key, invoice("F1"))
          assert.deepInclude(at(posted.json, "entry"), { date: "2026-02-01", postponedFrom: "2026-01-31" })
          assert.strictEqual(at(posted.json, "event", "date"), "2026-01-31")
        })
      )

      it.effect(
        "keeps the pair of currencies of a document on every line, and shows what does not pair",
        () =>
          Effect.gen(function* () {
            const { key } = yield* companyWithBooks
            yield* send("POST", rules, key, salesRule)
            const usd = (amount: string) => ({ amount, currency: "USD" })
            const pair = (net: string, foreign: string) => ({
              net: eur(net),
              vat: eur("0.00"),
              foreign: { net: usd(foreign), vat: usd("0.00") }
            })
            const sent = { ...invoice("F1"), items: [pair("100.00", "110.00"), pair("20.00", "22.01")] }
            const posted = yield* send("POST", events, key, sent)
            assert.strictEqual(posted.status, 201, posted.text)
            assert.deepInclude(at(posted.json, "entry", "lines", 0), {
              account: "411",
              debit: eur("120.00"),
              foreign: usd("132.01")
            })
            assert.deepInclude(at(posted.json, "entry", "lines", 1), { foreign: usd("132.01") })
            const one = yield* call("GET", `${events}/${textAt(posted.json, "id")}`, { key })
            assert.deepStrictEqual(one.json, posted.json)
            const other = { ...sent, id: "invoice:F2" }
            const apart = { ...other, items: [pair("100.00", "110.00"), pair("-99.00", "-110.00")] }
            assert.strictEqual(
              yield* problemOf(send("POST", events, key, apart)),
              "/problems/currency-pair-apart"
            )
            const own = {
              net: eur("1.00"),
              vat: eur("0.00"),
              foreign: { net: eur("1.00"), vat: eur("0.00") }
            }
            assert.strictEqual(
              yield* problemOf(send("POST", events, key, { ...other, items: [own] })),
              "/problems/invalid-request"
            )
          })
      )

      it.effect("refuses a bad event whole: an id with a space, two currencies, nothing in it", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          yield* send("POST", rules, key, salesRule)
          const refused = (change: object) =>
            problemOf(send("POST", events, key, { ...invoice("F1"), ...change }))
          assert.strictEqual(yield* refused({ id: "a b" }), "/problems/invalid-request")
          assert.strictEqual(yield* refused({ items: [] }), "/problems/invalid-request")
          const usd = { amount: "1.00", currency: "USD" }
          assert.strictEqual(
            yield* refused({ items: [{ net: usd, vat: eur("0.00") }] }),
            "/problems/invalid-request"
          )
          assert.strictEqual(
            yield* refused({ items: [{ net: usd, vat: { ...usd, amount: "0.00" } }] }),
            "/problems/wrong-currency"
          )
          assert.strictEqual(
            yield* refused({ items: [{ net: eur("0.00"), vat: eur("0.00") }] }),
            "/problems/nothing-to-post"
          )
          const none = yield* call("GET", events, { key })
          assert.strictEqual(at(none.json, "items", "length"), 0)
        })
      )
    }
  )

import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import * as fc from "fast-check"
import { at, companyWithBooks, lockedYear, saleOf, send, textAt, twoYears } from "../../support/books.ts"
import { call, type Host } from "../../support/hosts.ts"
import { steps } from "../../support/ledgerModel.ts"
import { type Books, itemsOf, lived } from "../../support/modelledBooks.ts"
import { tenantSqlLayer } from "../../support/tenants.ts"

const eur = (amount: string) => ({ amount, currency: "EUR" })
const years = "/v2/accounting/fiscal-years"

const close = (key: string, year: string, version = 1) =>
  send("POST", `${years}/${year}/close`, key, undefined, version)

const kindsIn = (json: unknown, ...path: ReadonlyArray<string>) => {
  const blockers = at(json, ...path)
  return Array.isArray(blockers) ? blockers.map((blocker) => textAt(blocker, "kind")) : assert.fail("no list")
}

/** What the books of both years say, whoever reads them. */
const shown = (key: string) =>
  Effect.gen(function* () {
    const first = yield* itemsOf(key, "trial-balance?to=2026-12-31")
    const second = yield* itemsOf(key, "trial-balance?to=2027-06-30")
    const customers = yield* itemsOf(key, "aged-balance?thirdParties=customers&at=2027-06-30")
    const suppliers = yield* itemsOf(key, "aged-balance?thirdParties=suppliers&at=2027-06-30")
    const ledgers: Array<unknown> = []
    for (const party of ["A1", "B2", "C3"]) {
      const found = yield* itemsOf(key, `general-ledger?account=411&party=${party}&to=2027-06-30`)
      ledgers.push(at(found.first, "opening"), at(found.first, "closing"), found.items)
    }
    return { items: [first, second, customers, suppliers].map(({ items }) => items), ledgers }
  })

/** Closing, balances carried forward, opening balances. */
export const closingScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "120 seconds" })(
    `closing on ${name}`,
    (it) => {
      it.effect("changes no report: the next year opens with what was provisional until then", () =>
        Effect.gen(function* () {
          const run = Effect.runPromiseWith(yield* Effect.context<Books>())
          const lives = steps.map((life) =>
            life.map((step) =>
              "post" in step
                ? {
                    post: {
                      ...step.post,
                      lines: step.post.lines.map((line) => ({
                        ...line,
                        account: line.account === "471" ? "467" : line.account
                      }))
                    }
                  }
                : step
            )
          )
          yield* Effect.promise(() =>
            fc.assert(
              fc.asyncProperty(lives, (life) =>
                run(
                  Effect.gen(function* () {
                    const { key, year } = yield* twoYears
                    yield* lived(key, life)
                    yield* lockedYear(key, year)
                    const state = yield* call("GET", `${years}/${year}/closing`, { key })
                    assert.strictEqual(at(state.json, "ready"), true, state.text)
                    const before = yield* shown(key)
                    const closed = yield* close(key, year)
                    assert.strictEqual(closed.status, 200, closed.text)
                    assert.deepStrictEqual(at(closed.json, "result"), at(state.json, "result"))
                    assert.deepStrictEqual(yield* shown(key), before)
                    const { json } = yield* call("GET", "/v2/accounting/verify", { key })
                    assert.strictEqual(at(json, "valid"), true)
                  })
                )
              ),
              { numRuns: name === "Node" ? 5 : 2, endOnFailure: true }
            )
          )
        })
      )

      it.effect("carries parties and currencies, the result on 120, and stays as it is", () =>
        Effect.gen(function* () {
          const { key, year } = yield* twoYears
          yield* send("POST", "/v2/accounting/entries", key, saleOf("2026-01-31", "F1"))
          yield* send("POST", "/v2/accounting/entries", key, {
            ...saleOf("2026-02-28", "F2"),
            lines: [
              {
                account: "411",
                party: { code: "C002", label: "Smith" },
                debit: eur("90.00"),
                foreign: { amount: "100.00", currency: "USD" }
              },
              { account: "706", credit: eur("90.00") }
            ]
          })
          yield* lockedYear(key, year, "locked")
          const closed = yield* close(key, year)
          assert.strictEqual(closed.status, 200, closed.text)
          assert.deepInclude(closed.json, { result: eur("190.00") })
          assert.strictEqual(at(closed.json, "fiscalYear", "state"), "closed")
          const id = textAt(closed.json, "openingEntry", "id")
          const opening = yield* call("GET", `/v2/accounting/entries/${id}`, { key })
          assert.deepInclude(opening.json, { journal: "AN", number: 1, date: "2027-01-01" })
          const lines = at(opening.json, "lines")
          if (!Array.isArray(lines)) return assert.fail(opening.text)
          assert.deepStrictEqual(
            lines.map((line: object) => ({ ...line, id: null, position: null, label: null })),
            [
              {
                account: "411",
                party: { code: "C001", label: "Dupont" },
                debit: eur("120.00")
              },
              {
                account: "411",
                party: { code: "C002", label: "Smith" },
                debit: eur("90.00"),
                foreign: { amount: "100.00", currency: "USD" }
              },
              { account: "44571", credit: eur("20.00") },
              { account: "120", credit: eur("190.00") }
            ].map((line) => ({ ...line, id: null, position: null, label: null }))
          )
          const again = yield* close(key, year, 2)
          assert.strictEqual(at(again.json, "type"), "/problems/illegal-transition")
          const late = yield* send("POST", "/v2/accounting/entries", key, saleOf("2026-12-31", "F3"))
          assert.strictEqual(at(late.json, "type"), "/problems/period-closed")
          const undo = yield* send("POST", `/v2/accounting/entries/${id}/reverse`, key, {
            date: "2027-01-01",
            label: "Annulation"
          })
          assert.strictEqual(at(undo.json, "type"), "/problems/illegal-transition")
          const letter = yield* send("POST", "/v2/accounting/letterings", key, {
            date: "2027-01-02",
            lines: [
              { lineId: textAt(opening.json, "lines", 0, "id") },
              { lineId: textAt(opening.json, "lines", 1, "id") }
            ]
          })
          assert.strictEqual(letter.status, 404, letter.text)
        })
      )

      it.effect("puts a loss on 129, and carries nothing out of an empty year", () =>
        Effect.gen(function* () {
          const { key, year } = yield* twoYears
          const lines = [
            { account: "607", debit: eur("30.00") },
            { account: "512", credit: eur("30.00") }
          ]
          yield* send("POST", "/v2/accounting/entries", key, {
            journal: "AC",
            date: "2026-05-05",
            label: "Achat",
            lines
          })
          yield* lockedYear(key, year)
          const closed = yield* close(key, year)
          assert.deepInclude(closed.json, { result: eur("-30.00") })
          const { json } = yield* call("GET", "/v2/accounting/entries?account=129", { key })
          assert.deepInclude(at(json, "items", 0, "lines", 1), { account: "129", debit: eur("30.00") })
          const empty = yield* twoYears
          yield* lockedYear(empty.key, empty.year)
          const nothing = yield* close(empty.key, empty.year)
          assert.strictEqual(nothing.status, 200, nothing.text)
          assert.isNull(at(nothing.json, "openingEntry"))
        })
      )

      it.effect("lists everything that blocks, and closes nothing until it is settled", () =>
        Effect.gen(function* () {
          const { key, year } = yield* companyWithBooks
          yield* send("POST", "/v2/accounting/drafts", key, saleOf("2026-01-31", "F1"))
          yield* send("POST", "/v2/accounting/entries", key, {
            journal: "BQ",
            date: "2026-03-01",
            label: "Virement",
            lines: [
              { account: "411", debit: eur("10.00") },
              { account: "471", credit: eur("10.00") }
            ]
          })
          yield* send("POST", "/v2/accounting/accounts", key, { code: "801", label: "Engagements" })
          yield* send("POST", "/v2/accounting/entries", key, {
            journal: "OD",
            date: "2026-03-02",
            label: "Engagement",
            lines: [
              { account: "801", debit: eur("5.00") },
              { account: "512", credit: eur("5.00") }
            ]
          })
          const expected = [
            "next-year-missing",
            "opening-journal-missing",
            "drafts",
            "periods-open",
            "suspense-not-clear",
            "class-8-not-balanced",
            "parties-differ-from-control-account"
          ]
          const state = yield* call("GET", `${years}/${year}/closing`, { key })
          assert.strictEqual(at(state.json, "ready"), false)
          assert.deepStrictEqual(kindsIn(state.json, "blockers"), expected)
          const refused = yield* close(key, year)
          assert.strictEqual(refused.status, 409)
          assert.strictEqual(at(refused.json, "type"), "/problems/year-not-ready")
          assert.sameMembers(kindsIn(refused.json, "facts", "blockers"), expected)
          assert.include(textAt(refused.json, "detail"), "périodes non verrouillées : 12")
          const english = yield* call("POST", `${years}/${year}/close`, {
            key,
            body: {},
            headers: { "if-match": "1", "idempotency-key": "close-english", "accept-language": "en" }
          })
          assert.include(textAt(english.json, "detail"), "periods not locked: 12")
          const after = yield* call("GET", `${years}/${year}/closing`, { key })
          assert.deepStrictEqual(after.json, state.json)
          assert.strictEqual((yield* close(key, year, 9)).status, 409)
        })
      )

      it.effect("closes once when fifty ask at the same time", () =>
        Effect.gen(function* () {
          const { key, year } = yield* twoYears
          yield* send("POST", "/v2/accounting/entries", key, saleOf("2026-01-31", "F1"))
          yield* lockedYear(key, year)
          const answers = yield* Effect.all(
            Array.from({ length: 50 }, () => close(key, year)),
            { concurrency: "unbounded" }
          )
          assert.strictEqual(answers.filter(({ status }) => status === 200).length, 1)
          assert.strictEqual(answers.filter(({ status }) => status === 409).length, 49)
          const { json } = yield* call("GET", "/v2/accounting/entries?journal=AN", { key })
          assert.strictEqual(at(json, "items", "length"), 1)
        })
      )

      it.effect("carries every entry that got in before it, and none gets in behind it", () =>
        Effect.gen(function* () {
          const { key, year } = yield* twoYears
          yield* lockedYear(key, year)
          const post = (i: number) =>
            send("POST", "/v2/accounting/entries", key, saleOf("2026-12-31", `F${i}`))
          const [posts, closed] = yield* Effect.all(
            [
              Effect.all(
                Array.from({ length: 49 }, (_, i) => post(i)),
                { concurrency: "unbounded" }
              ),
              close(key, year)
            ],
            { concurrency: "unbounded" }
          )
          assert.strictEqual(closed.status, 200, closed.text)
          const posted = posts.filter(({ status }) => status === 201).length
          assert.strictEqual(posts.filter(({ status }) => status === 409).length, 49 - posted)
          assert.strictEqual(
            at(closed.json, "result", "amount"),
            `${posted * 100}.00`.replace(/^0\.00$/, "0.00")
          )
          const { first, items } = yield* itemsOf(key, "trial-balance?to=2027-12-31")
          assert.strictEqual(at(first, "provisional"), false)
          const customers = items.find((item) => at(item, "account") === "411")
          if (posted > 0) assert.strictEqual(textAt(customers, "opening", "amount"), `${posted * 120}.00`)
        })
      )

      it.effect("opens the first year with balances that are brought along, balanced, once", () =>
        Effect.gen(function* () {
          const { key, nextYear, year } = yield* twoYears
          const give = (lines: ReadonlyArray<unknown>, fiscalYearId = year) =>
            send("POST", "/v2/accounting/opening-balances", key, { fiscalYearId, lines })
          const bank = { account: "512", debit: eur("1500.00") }
          const due = { account: "411", party: { code: "C001", label: "Dupont" }, dueDate: "2025-12-01" }
          const good = [bank, { ...due, debit: eur("20.00") }, { account: "101", credit: eur("1520.00") }]
          const refused = (lines: ReadonlyArray<unknown>) =>
            Effect.map(give(lines), ({ json }) => at(json, "type"))
          assert.strictEqual(
            yield* refused([bank, { account: "101", credit: eur("1.00") }]),
            "/problems/unbalanced-entry"
          )
          assert.strictEqual(
            yield* refused([bank, { account: "706", credit: eur("1500.00") }]),
            "/problems/not-balance-sheet"
          )
          const all = yield* Effect.all(
            Array.from({ length: 50 }, () => give(good)),
            { concurrency: "unbounded" }
          )
          const posted = all.filter(({ status }) => status === 201)
          assert.strictEqual(posted.length, 1)
          assert.strictEqual(all.filter(({ status }) => status === 409).length, 49)
          const { first } = yield* itemsOf(key, "trial-balance?to=2026-12-31&prefix=5")
          assert.deepInclude(at(first, "totals"), { opening: eur("1500.00"), debit: eur("0.00") })
          const aged = yield* itemsOf(key, "aged-balance?thirdParties=customers&at=2026-01-15")
          assert.deepInclude(aged.items[0], { days31To60: eur("20.00") })
          const history = yield* give(good, nextYear)
          assert.strictEqual(at(history.json, "type"), "/problems/history-exists")
          const undo = `/v2/accounting/entries/${textAt(posted[0]?.json, "id")}/reverse`
          yield* send("POST", undo, key, { date: "2026-01-01", label: "Erreur de reprise" })
          assert.strictEqual((yield* give(good)).status, 201)
          assert.strictEqual((yield* give(good)).status, 409)
          const bare = yield* companyWithBooks
          const missing = yield* send("POST", "/v2/accounting/opening-balances", bare.key, {
            fiscalYearId: bare.year,
            lines: good
          })
          assert.strictEqual(at(missing.json, "type"), "/problems/opening-journal-missing")
        })
      )

      it.effect("answers for another company's year as for an unknown one", () =>
        Effect.gen(function* () {
          const { year } = yield* twoYears
          const other = yield* twoYears
          const unknown = "019a5b1c-2d3e-7f40-8a51-6b7c8d9e0fff"
          const lines = [
            { account: "512", debit: eur("1.00") },
            { account: "101", credit: eur("1.00") }
          ]
          const answers = (id: string) =>
            Effect.map(
              Effect.all([
                call("GET", `${years}/${id}/closing`, { key: other.key }),
                close(other.key, id),
                send("POST", "/v2/accounting/opening-balances", other.key, { fiscalYearId: id, lines })
              ]),
              (all) => all.map(({ status, text }) => [status, text.replaceAll(id, "")])
            )
          const theirs = yield* answers(year)
          assert.deepStrictEqual(theirs, yield* answers(unknown))
          assert.deepStrictEqual(
            theirs.map(([status]) => status),
            [404, 404, 404]
          )
        })
      )
    }
  )

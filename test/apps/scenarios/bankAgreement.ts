import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { at, companyWithBooks, lockedYear, send, textAt, twoYears } from "../../support/books.ts"
import { call, type Host } from "../../support/hosts.ts"
import { demoStatement, uploadStatement } from "../../support/statements.ts"
import { tenantSqlLayer } from "../../support/tenants.ts"

const eur = (amount: string) => ({ amount, currency: "EUR" })

const bankOf = (key: string, to?: string) =>
  Effect.gen(function* () {
    const query = to === undefined ? "" : `?to=${to}`
    const { json, status, text } = yield* call("GET", `/v2/accounting/invariants${query}`, { key })
    assert.strictEqual(status, 200, text)
    assert.strictEqual(textAt(json, "items", 5, "name"), "bank-equals-books")
    return { json, rule: at(json, "items", 5), banks: at(json, "banks") }
  })

/** Gives the only bank account of a company its ledger account, and answers the ids of its lines, oldest first. */
const linked = (key: string) =>
  Effect.gen(function* () {
    const accounts = yield* call("GET", "/v2/banking/accounts", { key })
    const path = `/v2/banking/accounts/${textAt(accounts.json, 0, "id")}`
    const change = { ledgerAccount: "512", journal: "BQ" }
    assert.strictEqual((yield* send("PATCH", path, key, change, 1)).status, 200)
    const lines = yield* call("GET", "/v2/banking/lines?limit=100", { key })
    const items = at(lines.json, "items")
    const count = Number(at(items, "length"))
    return Array.from({ length: count }, (_, place) => textAt(items, count - 1 - place, "id"))
  })

const opened = (key: string, debit: object) =>
  Effect.map(
    send("POST", "/v2/accounting/entries", key, {
      journal: "OD",
      date: "2026-01-01",
      label: "Solde initial",
      lines: [
        { account: "512", ...debit },
        { account: "101", ...debit, debit: undefined, credit: at(debit, "debit") }
      ]
    }),
    ({ status, text }) => assert.strictEqual(status, 201, text)
  )

const dollars = `:20:S1\n:25:FR7630006000011234567890189\n:28C:1/1\n:60F:C260101USD100,00
:61:2601150115C50,00NTRFNONREF\n:86:WIRE\n:62F:C260131USD150,00\n-`

const overNewYear = dollars
  .replaceAll("USD", "EUR")
  .replace("260101", "261201")
  .replace("260115", "270115")
  .replace("260131", "270131")

/** Whether the lines of the bank add up to 512. */
export const bankAgreementScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "120 seconds" })(
    `bank and books on ${name}`,
    (it) => {
      it.effect(
        "agree once every line is posted, at every date, and not when 512 moves without the bank",
        () =>
          Effect.gen(function* () {
            const { key } = yield* companyWithBooks
            const preview = yield* uploadStatement(key, demoStatement)
            assert.strictEqual(preview.status, 201, preview.text)
            assert.deepStrictEqual((yield* bankOf(key)).banks, [], "no ledger account to compare with")
            const lines = yield* linked(key)
            const before = yield* bankOf(key)
            assert.include(before.rule, { ok: false, violations: 1 })
            assert.deepInclude(at(before.banks, 0), {
              ledgerAccount: "512",
              at: "2026-01-31",
              books: eur("0.00"),
              ok: false,
              unposted: lines.length,
              firstUnposted: lines[0]
            })
            const opening = yield* bankOf(key, "2026-01-01")
            yield* opened(key, { debit: at(opening.banks, 0, "bank") })
            for (const id of lines) {
              const posted = yield* send("POST", `/v2/banking/lines/${id}/suspend`, key, undefined, 1)
              assert.strictEqual(posted.status, 200, posted.text)
            }
            for (const to of [undefined, "2026-01-01", "2026-01-15", "2026-06-30"]) {
              const { banks, rule } = yield* bankOf(key, to)
              assert.include(rule, { ok: true, violations: 0 }, to)
              assert.deepInclude(at(banks, 0), { ok: true, difference: eur("0.00"), unposted: 0 })
              assert.strictEqual(
                textAt(banks, 0, "at"),
                to === undefined || to > "2026-01-31" ? "2026-01-31" : to
              )
            }
            const accounts = yield* call("GET", "/v2/banking/accounts", { key })
            assert.deepStrictEqual(
              at((yield* bankOf(key)).banks, 0, "bank"),
              at(accounts.json, 0, "balance", "amount")
            )
            yield* send("POST", "/v2/accounting/entries", key, {
              journal: "OD",
              date: "2026-01-20",
              label: "Sans relevé",
              lines: [
                { account: "627", debit: eur("7.00") },
                { account: "512", credit: eur("7.00") }
              ]
            })
            const apart = yield* bankOf(key)
            assert.deepInclude(apart.rule, { ok: false, violations: 1, difference: eur("7.00") })
            assert.strictEqual(at(apart.json, "ok"), false)
            assert.include((yield* bankOf(key, "2026-01-19")).rule, { ok: true })
          })
      )

      it.effect("count what a closed year carried forward once", () =>
        Effect.gen(function* () {
          const { key, year } = yield* twoYears
          const upload = yield* uploadStatement(key, new TextEncoder().encode(overNewYear))
          assert.strictEqual(upload.status, 201, upload.text)
          const lines = yield* linked(key)
          yield* opened(key, { debit: eur("100.00") })
          yield* lockedYear(key, year)
          const closed = yield* send("POST", `/v2/accounting/fiscal-years/${year}/close`, key, undefined, 1)
          assert.strictEqual(closed.status, 200, closed.text)
          yield* send("POST", `/v2/banking/lines/${lines[0]}/post`, key, { account: "708" }, 1)
          const { banks, rule } = yield* bankOf(key)
          assert.deepInclude(at(banks, 0), { at: "2027-01-31", bank: eur("150.00"), books: eur("150.00") })
          assert.include(rule, { ok: true })
        })
      )

      it.effect("are compared in the account's own currency", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          const usd = (amount: string) => ({ amount, currency: "USD" })
          const upload = yield* uploadStatement(key, new TextEncoder().encode(dollars))
          assert.strictEqual(upload.status, 201, upload.text)
          const lines = yield* linked(key)
          yield* opened(key, { debit: eur("90.00"), foreign: usd("100.00") })
          const posted = yield* send(
            "POST",
            `/v2/banking/lines/${lines[0]}/post`,
            key,
            { account: "708", amount: eur("45.00") },
            1
          )
          assert.strictEqual(posted.status, 200, posted.text)
          assert.deepInclude(at((yield* bankOf(key)).banks, 0), {
            bank: usd("150.00"),
            books: usd("150.00"),
            ok: true
          })
        })
      )
    }
  )

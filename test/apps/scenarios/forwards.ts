import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { at, companyWithBooks, listAt, send, textAt } from "../../support/books.ts"
import { call, type Host } from "../../support/hosts.ts"
import { inParallel } from "../../support/inParallel.ts"
import { tenantSqlLayer } from "../../support/tenants.ts"
import { eur, forwardOn, payingAccount, treasury } from "../../support/treasury/treasuryRequests.ts"

const usd = (amount: string) => ({ amount, currency: "USD" })

/** The register of forward exchange contracts, over HTTP. */
export const forwardScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "60 seconds" })(
    `forward exchange contracts on ${name}`,
    (it) => {
      it.effect("cover an exposure and move both currencies until they are settled, once, or ended", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          const bankAccountId = yield* payingAccount(key)
          const sold = yield* send("POST", "/v2/accounting/entries", key, {
            journal: "OD",
            date: "2026-03-02",
            label: "Vente en dollars",
            lines: [
              {
                account: "411",
                party: { code: "C1", label: "Smith" },
                debit: eur("92.00"),
                foreign: usd("100.00")
              },
              { account: "706", credit: eur("92.00") }
            ]
          })
          assert.strictEqual(sold.status, 201, sold.text)
          const closings = Effect.map(call("GET", `${treasury}/ladders`, { key }), ({ json }) =>
            listAt(json).map((ladder) => at(ladder, "closing"))
          )
          const [before] = yield* closings
          const enter = (part: object) =>
            send("POST", `${treasury}/forwards`, key, forwardOn(bankAccountId, part))
          const refused = yield* enter({ against: "GBP" })
          assert.strictEqual(textAt(refused.json, "type"), "/problems/forward-account-differs", refused.text)
          const entered = yield* enter({})
          assert.strictEqual(entered.status, 201, entered.text)
          assert.deepInclude(entered.json, { counterAmount: eur("55.29"), state: "open", closedOn: null })
          const second = yield* enter({ amount: usd("10.00") })
          const exposure = Effect.map(call("GET", `${treasury}/exposures`, { key }), ({ json }) =>
            at(json, 0)
          )
          assert.deepInclude(yield* exposure, {
            net: usd("100.00"),
            forwards: usd("-70.00"),
            open: usd("30.00")
          })
          const [euros, dollars] = yield* closings
          const cents = (sum: unknown) => BigInt(textAt(sum, "amount").replace(".", ""))
          assert.strictEqual(cents(euros) - cents(before), 6_451n)
          assert.deepStrictEqual(dollars, usd("-70.00"))
          const path = (of: unknown) => `${treasury}/forwards/${textAt(of, "id")}`
          const early = yield* send("POST", `${path(entered.json)}/settle`, key, { on: "2026-03-01" }, 1)
          assert.strictEqual(textAt(early.json, "type"), "/problems/illegal-transition", early.text)
          const both = yield* inParallel(
            2,
            () => send("POST", `${path(entered.json)}/settle`, key, { on: "2026-03-31" }, 1),
            () => Effect.void
          )
          assert.sameMembers(
            both.map(({ status }) => status),
            [200, 409]
          )
          const ended = yield* send("POST", `${path(second.json)}/end`, key, { on: "2026-02-15" }, 1)
          assert.deepInclude(ended.json, { state: "ended", closedOn: "2026-02-15", version: 2 })
          assert.deepInclude(yield* exposure, { forwards: usd("0.00"), open: usd("100.00") })
          assert.deepStrictEqual(yield* closings, [before])
          const open = yield* call("GET", `${treasury}/forwards?state=settled`, { key })
          assert.deepStrictEqual(
            listAt(open.json, "items").map((one) => at(one, "id")),
            [at(entered.json, "id")]
          )
        })
      )
    }
  )

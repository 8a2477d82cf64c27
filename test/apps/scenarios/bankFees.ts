import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { at, companyWithBooks, send, textAt } from "../../support/books.ts"
import { call, type Host } from "../../support/hosts.ts"
import { inParallel } from "../../support/inParallel.ts"
import { tenantSqlLayer } from "../../support/tenants.ts"
import { accountFees, eur, payingAccount, treasury } from "../../support/treasury/treasuryRequests.ts"

/** What a bank billed against its conditions, and claims, over HTTP. */
export const bankFeeScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "60 seconds" })(
    `bank fees on ${name}`,
    (it) => {
      it.effect("are expected, billed, and claimed back once", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          const account = yield* payingAccount(key)
          const path = `${treasury}/accounts/${account}`
          const set = yield* send("PUT", `${path}/conditions`, key, accountFees("Tenue de compte"), 0)
          assert.strictEqual(set.status, 200, set.text)
          assert.strictEqual(
            (yield* send("PUT", `${path}/conditions`, key, accountFees("Autre"), 0)).status,
            409
          )
          const dollars = yield* send("PUT", `${path}/conditions`, key, accountFees("Dollars", "USD"), 1)
          assert.strictEqual(textAt(dollars.json, "type"), "/problems/conditions-currency-differs")
          const { json, status, text } = yield* call("GET", `${path}/fees?year=2026`, { key })
          assert.strictEqual(status, 200, text)
          const february = at(json, "checks", 1)
          assert.deepInclude(february, {
            from: "2026-02-01",
            to: "2026-02-28",
            expected: eur("15.00"),
            billed: eur("18.00"),
            difference: eur("3.00"),
            complete: true,
            claimId: null
          })
          assert.deepInclude(at(february, "lines", 0), { day: "2026-02-27", label: "FRAIS TENUE DE COMPTE" })
          const wanted = { bankAccountId: account, kind: "Tenue de compte", from: "2026-02-01" }
          const answers = yield* inParallel(
            4,
            () => send("POST", `${treasury}/fee-claims`, key, wanted),
            () => Effect.void
          )
          const made = answers.filter(({ status: of }) => of === 201)
          assert.strictEqual(made.length, 1, answers.map((answer) => answer.text).join("\n"))
          assert.deepInclude(made[0]?.json, { claimed: eur("3.00"), state: "open", version: 1 })
          const none = yield* send("POST", `${treasury}/fee-claims`, key, { ...wanted, from: "2026-03-01" })
          assert.strictEqual(textAt(none.json, "type"), "/problems/nothing-to-claim")
          const claim = `${treasury}/fee-claims/${textAt(made[0]?.json, "id")}/end`
          const ended = yield* send("POST", claim, key, { refunded: eur("3.00") }, 1)
          assert.deepInclude(ended.json, { state: "refunded", refunded: eur("3.00"), version: 2 })
          assert.strictEqual((yield* send("POST", claim, key, { refunded: null }, 2)).status, 409)
        })
      )
    }
  )

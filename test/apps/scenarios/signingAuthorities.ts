import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { at, companyWithBooks, send, textAt } from "../../support/books.ts"
import type { Host } from "../../support/hosts.ts"
import { tenantSqlLayer } from "../../support/tenants.ts"
import { batchOf, eur, freeItem, payingAccount, treasury } from "../../support/treasury/treasuryRequests.ts"

const accountant = (key: string, name: string) =>
  Effect.map(
    send("POST", "/v2/api-keys", key, {
      name,
      role: "accountant",
      scopes: null,
      ratePerMinute: 6_000,
      expiresAt: null
    }),
    ({ json }) => ({ id: textAt(json, "key", "id"), key: textAt(json, "secret") })
  )

/** Who may authorise a batch, over HTTP. */
export const signingAuthorityScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "60 seconds" })(
    `signing authorities on ${name}`,
    (it) => {
      it.effect("approve a batch as the bank was told: two jointly, nobody else, up to the limit", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          const bankAccountId = yield* payingAccount(key)
          const [claire, paul] = [yield* accountant(key, "Claire"), yield* accountant(key, "Paul")]
          const entered = (by: string, part: object) =>
            send("POST", `${treasury}/authorities`, by, {
              person: "Claire Lemaire",
              actor: claire.id,
              bankAccountId,
              limit: eur("100.00"),
              manner: "jointly",
              from: "2026-01-01",
              to: null,
              ...part
            })
          assert.strictEqual((yield* entered(claire.key, {})).status, 403)
          assert.strictEqual((yield* entered(key, {})).status, 201)
          const submitted = (amount: string) =>
            Effect.gen(function* () {
              const item = yield* freeItem(key, `Facture de ${amount}`, amount)
              const { json } = yield* batchOf(key, bankAccountId, [item])
              const id = textAt(json, "id")
              yield* send("POST", `${treasury}/batches/${id}/submit`, key, undefined, 1)
              return (by: string, version: number) =>
                send("POST", `${treasury}/batches/${id}/approve`, by, undefined, version)
            })
          const [small, large] = [yield* submitted("100.00"), yield* submitted("100.01")]
          const refused = yield* small(paul.key, 2)
          assert.deepStrictEqual(
            [refused.status, textAt(refused.json, "type"), at(refused.json, "facts", "reason")],
            [403, "/problems/not-signatory", "none"]
          )
          const over = yield* large(claire.key, 2)
          assert.strictEqual(at(over.json, "facts", "reason"), "limit")
          const half = yield* small(claire.key, 2)
          assert.deepInclude(half.json, { state: "to_approve", version: 3 })
          const again = yield* small(claire.key, 3)
          assert.deepInclude(again.json, { state: "to_approve", version: 4 })
          const other = yield* entered(key, { person: "Paul Lemaire", actor: paul.id })
          const whole = yield* small(paul.key, 4)
          assert.deepInclude(whole.json, { state: "approved", version: 5 })
          const end = `${treasury}/authorities/${textAt(other.json, "id")}/end`
          const ended = yield* send("POST", end, key, { on: "2026-01-31" }, 1)
          assert.deepInclude(ended.json, { to: "2026-01-31", version: 2 })
          assert.strictEqual((yield* send("POST", end, key, { on: "2026-02-28" }, 2)).status, 409)
        })
      )
    }
  )

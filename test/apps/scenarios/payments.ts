import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { at, send, textAt } from "../../support/books.ts"
import { call, type Host } from "../../support/hosts.ts"
import { inParallel } from "../../support/inParallel.ts"
import { eur, gatewayOver, pan, payments, sale, smuggled } from "../../support/providers/paymentRequests.ts"
import { companyWithKey, keyFor, tenantSqlLayer } from "../../support/tenants.ts"

/** Payments by card over HTTP; nothing leaves here: a worker sends. */
export const paymentScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "60 seconds" })(
    `${name}: payments by card`,
    (it) => {
      it.effect("a payment is created with its intent, and shown", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const connectionId = yield* gatewayOver(key)
          const made = yield* send("POST", payments, key, sale(connectionId))
          assert.strictEqual(made.status, 201, made.text)
          assert.strictEqual(textAt(made.json, "payment", "state"), "created")
          const id = textAt(made.json, "payment", "id")
          const read = yield* call("GET", `${payments}/${id}`, { key })
          assert.deepStrictEqual(read.json, made.json)
          const listed = yield* call("GET", `${payments}?state=created`, { key })
          assert.strictEqual(at(listed.json, "items", "length"), 1)
          const intent = textAt(made.json, "operations", 0, "intentId")
          const asked = yield* call("GET", `/v2/finance/intents/${intent}`, { key })
          assert.strictEqual(textAt(asked.json, "kind"), "payments.sale")
        })
      )

      it.effect("the same key and body take one payment, also from many at once", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const body = sale(yield* gatewayOver(key))
          const headers = { "idempotency-key": uuidV7() }
          yield* inParallel(
            6,
            () => call("POST", payments, { key, body, headers }),
            (answers) =>
              Effect.sync(() => {
                const ids = new Set(answers.map(({ json }) => textAt(json, "payment", "id")))
                assert.strictEqual(ids.size, 1)
              })
          )
        })
      )

      it.effect("a card number is refused wherever it stands, and repeated nowhere", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const connectionId = yield* gatewayOver(key)
          for (const { body, headers, query = "" } of smuggled(connectionId)) {
            for (const language of ["fr", "en"]) {
              const { json, status, text } = yield* call("POST", `${payments}${query}`, {
                key,
                body,
                headers: { "idempotency-key": uuidV7(), "accept-language": language, ...headers }
              })
              assert.strictEqual(status, 422, text)
              assert.strictEqual(textAt(json, "type"), "/problems/card-number-refused")
              assert.strictEqual(textAt(json, "language"), language)
              assert.notMatch(text.replace(/[^0-9]/g, ""), /41111111/)
            }
          }
          const read = yield* call("GET", `${payments}/${pan}`, { key })
          assert.strictEqual(textAt(read.json, "type"), "/problems/card-number-refused")
          const listed = yield* call("GET", payments, { key })
          assert.strictEqual(at(listed.json, "items", "length"), 0)
        })
      )

      it.effect("what follows a payment asks for one that can be followed", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const made = yield* send("POST", payments, key, sale(yield* gatewayOver(key)))
          const path = `${payments}/${textAt(made.json, "payment", "id")}`
          const early = [
            yield* send("POST", `${path}/captures`, key, { amount: eur("1.00") }),
            yield* send("POST", `${path}/refunds`, key, {}),
            yield* send("POST", `${path}/void`, key, undefined, 1)
          ]
          for (const { json, status } of early) {
            assert.strictEqual(status, 409)
            assert.strictEqual(textAt(json, "type"), "/problems/illegal-transition")
            assert.include(JSON.stringify(at(json, "facts", "allowed")), "captured")
          }
        })
      )

      it.effect("a gateway is off until it is enabled, and tokens are not shown in lists", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const connectionId = yield* gatewayOver(key, { enabled: false })
          const off = yield* send("POST", payments, key, sale(connectionId))
          assert.strictEqual(textAt(off.json, "type"), "/problems/connection-disabled")
          const wrong = sale(connectionId, { amount: eur("-1.00"), token: "sim-secret-token", unheardOf: 1 })
          const refused = yield* send("POST", payments, key, wrong)
          assert.strictEqual(refused.status, 400)
          assert.notInclude(refused.text, "sim-secret-token")
        })
      )

      it.effect("payments are taken by those who may, and read by others", () =>
        Effect.gen(function* () {
          const { key, scope } = yield* companyWithKey()
          const connectionId = yield* gatewayOver(key)
          const auditor = yield* keyFor(scope, "auditor")
          assert.strictEqual((yield* call("GET", payments, { key: auditor })).status, 200)
          assert.strictEqual((yield* send("POST", payments, auditor, sale(connectionId))).status, 403)
        })
      )

      it.effect("a card is kept from a token, and charged once it is kept", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const connectionId = yield* gatewayOver(key)
          const stored = yield* send("POST", "/v2/payment-methods", key, {
            connectionId,
            token: "sim-abcdefgh",
            label: "Carte",
            customer: "C1",
            expires: "1028"
          })
          assert.strictEqual(stored.status, 201, stored.text)
          const paymentMethodId = textAt(stored.json, "id")
          const { token: _, ...rest } = sale(connectionId)
          const early = yield* send("POST", payments, key, { ...rest, paymentMethodId })
          assert.strictEqual(textAt(early.json, "type"), "/problems/method-not-usable")
          const path = `/v2/payment-methods/${paymentMethodId}`
          const prefer = yield* send("POST", `${path}/prefer`, key, undefined, 1)
          const forget = yield* send("POST", `${path}/forget`, key, undefined, 1)
          assert.deepStrictEqual([prefer.status, forget.status], [409, 409])
          const none = yield* call("GET", "/v2/payment-methods?customer=C2", { key })
          assert.strictEqual(at(none.json, "items", "length"), 0)
        })
      )
    }
  )

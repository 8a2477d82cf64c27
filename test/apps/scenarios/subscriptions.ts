import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { at, send, textAt } from "../../support/books.ts"
import { call, type Host } from "../../support/hosts.ts"
import { paymentSeeds } from "../../support/providers/paymentSeeds.ts"
import { keptCard, planOver } from "../../support/providers/subscriptionSeeds.ts"
import { companyWithKey, keyFor, tenantSqlLayer } from "../../support/tenants.ts"

/** Subscriptions over HTTP; nothing is charged here: a worker does. */
export const subscriptionScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "60 seconds" })(
    `${name}: subscriptions`,
    (it) => {
      it.effect("a plan is added and changed; nobody subscribes without a consent that is proven", () =>
        Effect.gen(function* () {
          const { key, scope } = yield* companyWithKey()
          const planId = yield* planOver(key, "Entretien")
          const changed = yield* send(
            "PATCH",
            `/v2/subscription-plans/${planId}`,
            key,
            { amount: { amount: "52.00", currency: "EUR" } },
            1
          )
          assert.strictEqual(textAt(changed.json, "amount", "amount"), "52.00")
          const wrong = { unit: "day", every: 1, dayOfMonth: 3 }
          const refused = yield* send("POST", "/v2/subscription-plans", key, {
            code: "X",
            label: "X",
            amount: { amount: "0.00", currency: "EUR" },
            rhythm: wrong,
            payments: null
          })
          assert.strictEqual(refused.status, 400, refused.text)
          const company = { key, scope, marker: "Carte" }
          const wanted = {
            planId,
            paymentMethodId: yield* keptCard(company),
            initialPaymentId: yield* paymentSeeds.paymentId(company),
            label: "Dupont",
            startOn: "2999-01-01"
          }
          const unproven = yield* send("POST", "/v2/subscriptions", key, wanted)
          assert.strictEqual(textAt(unproven.json, "type"), "/problems/initial-payment-not-usable")
          const listed = yield* call("GET", "/v2/subscriptions?state=active", { key })
          assert.strictEqual(at(listed.json, "items", "length"), 0)
          const auditor = yield* keyFor(scope, "auditor")
          assert.strictEqual((yield* send("POST", "/v2/subscriptions", auditor, wanted)).status, 403)
        })
      )
    }
  )

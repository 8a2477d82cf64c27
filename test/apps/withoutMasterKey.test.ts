import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import { at, send } from "../support/books.ts"
import { serviceUrl } from "../support/database.ts"
import { call, nodeHost, nodeHostOn } from "../support/hosts.ts"
import { deliver, notifiedConnection, swanBody } from "../support/providers/notified.ts"
import { gatewayOver } from "../support/providers/paymentRequests.ts"
import { collecting, collection, processes } from "../support/providers/suiteRequests.ts"
import { companyWithKey, tenantSqlLayer } from "../support/tenants.ts"

const withoutKey = Layer.suspend(() => nodeHostOn(Redacted.make(serviceUrl()), { masterKeys: undefined }))

layer(Layer.merge(nodeHost, tenantSqlLayer), { excludeTestServices: true, timeout: "60 seconds" })(
  "a service without its master key",
  (it) => {
    it.effect(
      "answers a notification with 503 and says why; the provider comes back, and nothing is lost",
      () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const secrets = { clientId: "c", clientSecret: "s", webhookSecret: "shared" }
          const { path } = yield* notifiedConnection(key, "swan", secrets)
          const delivery = deliver(path, { "x-swan-secret": "shared" }, swanBody("e1"))
          const refused = yield* Effect.provide(delivery, withoutKey)
          assert.strictEqual(refused.status, 503, refused.text)
          assert.include(refused.headers.get("content-type") ?? "", "application/problem+json")
          assert.include(refused.text, "AZALS_MASTER_KEY")
          assert.strictEqual((yield* delivery).status, 200)
          const kept = yield* call("GET", "/v2/finance/notifications", { key })
          assert.include(kept.text, '"e1"')
        })
    )

    it.effect("starts no collection whose one-time token it cannot seal, and says why", () =>
      Effect.gen(function* () {
        const { key } = yield* companyWithKey()
        const body = collection([yield* gatewayOver(key)])
        const refused = yield* Effect.provide(send("POST", collecting, key, body), withoutKey)
        assert.strictEqual(refused.status, 503, refused.text)
        assert.include(refused.text, "AZALS_MASTER_KEY")
        const { json } = yield* call("GET", processes, { key })
        assert.strictEqual(at(json, "items", "length"), 0)
      })
    )
  }
)

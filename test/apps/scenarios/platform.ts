import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { call, type Host } from "../../support/hosts.ts"
import { companyWithKey, keyFor, tenantSqlLayer } from "../../support/tenants.ts"

/** What every host answers alike of companies, credentials, writes and problems. */
export const platformScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "60 seconds" })(
    `platform on ${name}`,
    (it) => {
      it.effect("answers for the credential's company", () =>
        Effect.gen(function* () {
          const { key, scope } = yield* companyWithKey()
          const answer = yield* call("GET", "/v2/tenant", { key })
          assert.strictEqual(answer.status, 200)
          assert.include(answer.json, { id: scope.tenantId, version: 1, currency: "EUR" })
        })
      )

      it.effect("refuses a missing or unknown key in the caller's language", () =>
        Effect.gen(function* () {
          const french = yield* call("GET", "/v2/tenant")
          assert.strictEqual(french.status, 401)
          assert.strictEqual(french.headers.get("content-type"), "application/problem+json")
          assert.include(french.json, { type: "/problems/unauthorized", title: "Identification requise" })
          const english = yield* call("GET", "/v2/tenant", {
            key: "azk_no",
            headers: { "accept-language": "en-GB" }
          })
          assert.include(english.json, { status: 401, title: "Credential required" })
        })
      )

      it.effect("writes once per idempotency key, and refuses a stale version", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const change = (body: unknown, id: string, version = "1") =>
            call("PATCH", "/v2/tenant", {
              key,
              body,
              headers: { "idempotency-key": id, "if-match": version }
            })
          const first = yield* change({ name: "Menuiserie Lemaire" }, "key-00001")
          assert.include(first.json, { name: "Menuiserie Lemaire", version: 2 })
          const replay = yield* change({ name: "Menuiserie Lemaire" }, "key-00001")
          assert.deepStrictEqual(replay.json, first.json)
          assert.strictEqual(replay.headers.get("idempotency-replayed"), "true")
          assert.strictEqual((yield* change({ name: "Other" }, "key-00001")).status, 422)
          const stale = yield* change({ name: "Other" }, "key-00002")
          assert.strictEqual(stale.status, 409)
          assert.deepInclude(stale.json, { type: "/problems/version-conflict" })
        })
      )

      it.effect("names each wrong field, and an unknown address", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const headers = { "idempotency-key": "key-00001", "if-match": "1", "accept-language": "en" }
          const wrong = yield* call("PATCH", "/v2/tenant", { key, body: { name: "a\u0000b" }, headers })
          assert.strictEqual(wrong.status, 400)
          assert.include(wrong.text, '"path":["payload","name"]')
          const unknown = yield* call("GET", "/v2/nowhere", { key })
          assert.strictEqual(unknown.status, 404)
          assert.deepInclude(unknown.json, { type: "/problems/route-not-found" })
        })
      )

      it.effect("checks the route's permission and the minute's budget", () =>
        Effect.gen(function* () {
          const { scope } = yield* companyWithKey()
          const device = yield* keyFor(scope, "device")
          const headers = { "idempotency-key": "key-00001", "if-match": "1" }
          const denied = yield* call("PATCH", "/v2/tenant", { key: device, body: {}, headers })
          assert.strictEqual(denied.status, 403)
          const scarce = yield* keyFor(scope, "owner", 2)
          const answers = yield* Effect.all(
            [1, 2, 3, 4].map(() => call("GET", "/v2/tenant", { key: scarce }))
          )
          assert.isAtLeast(answers.filter(({ status }) => status === 429).length, 1)
          const limited = answers.find(({ status }) => status === 429)
          assert.isAtLeast(Number(limited?.headers.get("retry-after")), 1)
        })
      )
    }
  )

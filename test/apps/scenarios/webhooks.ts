import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { send, textAt } from "../../support/books.ts"
import { call, type Host } from "../../support/hosts.ts"
import { companyWithKey, tenantSqlLayer } from "../../support/tenants.ts"

const address = "https://hooks.example.fr/in"

const made = (key: string, topics: ReadonlyArray<string> = ["tenancy"]) =>
  Effect.map(send("POST", "/v2/webhooks", key, { address, description: "", topics }), (answer) => {
    assert.strictEqual(answer.status, 201, answer.text)
    return { ...answer, path: `/v2/webhooks/${textAt(answer.json, "webhook", "id")}` }
  })

/** Webhooks of a company, over HTTP; a worker sends, so nothing leaves here. */
export const webhookScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "120 seconds" })(
    `${name}: webhooks`,
    (it) => {
      it.effect("show their secret once: not in a repeated answer, a list, nor the audit", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const headers = { "idempotency-key": "one-webhook-1" }
          const body = { address, description: "Atelier", topics: ["accounting.entry", "tenancy"] }
          const first = yield* call("POST", "/v2/webhooks", { key, headers, body })
          const secret = textAt(first.json, "secret")
          assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/)
          const again = yield* call("POST", "/v2/webhooks", { key, headers, body })
          assert.strictEqual(again.status, 201)
          assert.containSubset(again.json, { secret: null, webhook: { version: 1, state: "enabled" } })
          const others = [
            yield* call("GET", "/v2/webhooks", { key }),
            yield* call("GET", `/v2/webhooks/${textAt(first.json, "webhook", "id")}`, { key }),
            yield* call("GET", "/v2/audit", { key }),
            yield* call("GET", "/v2/events/list?type=webhooks", { key })
          ]
          for (const { status, text } of others) {
            assert.strictEqual(status, 200, text)
            assert.notInclude(text, secret)
          }
          assert.include(others[3]?.text ?? "", "webhooks.subscription.created")
        })
      )

      it.effect.each([
        ["http://hooks.example.fr/in", "not-https"],
        ["https://user:word@hooks.example.fr/in", "credentials"],
        ["https://hooks.example.fr:8080/in", "port"],
        ["https://hooks.example.fr/in#part", "fragment"],
        ["hooks.example.fr", "not-an-address"],
        ["https://127.0.0.1/in", "not-public"],
        ["https://2130706433/in", "not-public"],
        ["https://0x7f.1/in", "not-public"],
        ["https://0251.0376.0251.0376/latest", "not-public"],
        ["https://[::1]/in", "not-public"],
        ["https://[::ffff:10.0.0.1]/in", "not-public"],
        ["https://localhost/in", "not-public"],
        ["https://database/in", "not-public"],
        ["https://api.internal/in", "not-public"]
      ] as const)("refuse the address %s: %s", ([wanted, reason]) =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const body = { address: wanted, description: "", topics: ["tenancy"] }
          const refused = yield* send("POST", "/v2/webhooks", key, body)
          assert.strictEqual(refused.status, 422, refused.text)
          assert.containSubset(refused.json, { facts: { reason } })
          const { path } = yield* made(key)
          const moved = yield* send("PATCH", path, key, { address: wanted }, 1)
          assert.strictEqual(moved.status, 422, moved.text)
        })
      )

      it.effect("follow only what whoever makes them may read", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const narrow = yield* send("POST", "/v2/api-keys", key, {
            name: "webhooks only",
            role: "owner",
            scopes: ["webhooks:admin", "webhooks:read", "tenant:read"],
            ratePerMinute: 600,
            expiresAt: null
          })
          const narrowKey = textAt(narrow.json, "secret")
          const wanted = { address, description: "", topics: ["payments"] }
          const denied = yield* send("POST", "/v2/webhooks", narrowKey, wanted)
          assert.strictEqual(denied.status, 403, denied.text)
          assert.include(denied.text, "payments:read")
          const { path } = yield* made(key, ["payments"])
          const moved = yield* send("PATCH", path, narrowKey, { address: "https://elsewhere.example.fr/" }, 1)
          assert.strictEqual(moved.status, 403, moved.text)
          yield* made(narrowKey, ["tenancy.tenant.changed"])
          const unknown = yield* send("POST", "/v2/webhooks", key, { ...wanted, topics: ["weather"] })
          assert.strictEqual(unknown.status, 422, unknown.text)
          assert.include(unknown.text, "accounting")
        })
      )

      it.effect("are changed, disabled, enabled, rotated and removed, each time at a known version", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const { json, path } = yield* made(key)
          const changed = yield* send("PATCH", path, key, { topics: ["payments"] }, 1)
          assert.containSubset(changed.json, { topics: ["payments"], address, version: 2 })
          assert.strictEqual((yield* send("PATCH", path, key, { topics: ["cards"] }, 1)).status, 409)
          assert.strictEqual((yield* send("POST", `${path}/enable`, key, undefined, 2)).status, 409)
          const off = yield* send("POST", `${path}/disable`, key, undefined, 2)
          assert.containSubset(off.json, { state: "disabled", disabledReason: "by-hand", version: 3 })
          assert.strictEqual((yield* send("POST", `${path}/test`, key)).status, 409)
          const on = yield* send("POST", `${path}/enable`, key, undefined, 3)
          assert.containSubset(on.json, { state: "enabled", disabledReason: null, version: 4 })
          const rotated = yield* send("POST", `${path}/rotate`, key, { overlapSeconds: 60 }, 4)
          assert.strictEqual(rotated.status, 200, rotated.text)
          assert.notStrictEqual(textAt(rotated.json, "secret"), textAt(json, "secret"))
          assert.match(textAt(rotated.json, "webhook", "overlapEndsAt"), /^20/)
          assert.strictEqual((yield* send("DELETE", path, key)).status, 204)
          assert.strictEqual((yield* call("GET", path, { key })).status, 404)
          assert.strictEqual((yield* send("DELETE", path, key)).status, 404)
          assert.deepStrictEqual((yield* call("GET", "/v2/webhooks", { key })).json, {
            items: [],
            nextCursor: null
          })
        })
      )

      it.effect("are sent a test event; what waits is not sent again, a missed range is", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const { path } = yield* made(key)
          const test = yield* send("POST", `${path}/test`, key)
          assert.strictEqual(test.status, 202, test.text)
          assert.containSubset(test.json, { state: "waiting", eventType: "webhooks.subscription.tested" })
          const delivery = `/v2/webhook-deliveries/${textAt(test.json, "id")}`
          assert.containSubset((yield* call("GET", delivery, { key })).json, { attempts: [] })
          assert.strictEqual((yield* send("POST", `${delivery}/redeliver`, key)).status, 409)
          yield* send("PATCH", "/v2/tenant", key, { name: "Menuiserie Lemaire" }, 1)
          const range = { from: null, to: null, first: null, last: null, which: ["missed"] }
          const missed = yield* send("POST", `${path}/redeliver`, key, range)
          assert.deepStrictEqual(missed.json, { redelivered: 1, more: false })
          assert.deepStrictEqual((yield* send("POST", `${path}/redeliver`, key, range)).json, {
            redelivered: 0,
            more: false
          })
          const page = yield* call("GET", `${path}/deliveries?limit=1&state=waiting`, { key })
          assert.strictEqual(textAt(page.json, "items", 0, "eventType"), "tenancy.tenant.changed")
          const next = yield* call(
            "GET",
            `${path}/deliveries?limit=1&cursor=${textAt(page.json, "nextCursor")}`,
            {
              key
            }
          )
          assert.strictEqual(textAt(next.json, "items", 0, "id"), textAt(test.json, "id"))
          const none = yield* call("GET", `${path}/deliveries?state=dead`, { key })
          assert.containSubset(none.json, { items: [] })
        })
      )
    }
  )

import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { createHmac } from "node:crypto"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { send, textAt } from "../../support/books.ts"
import { call, type Host } from "../../support/hosts.ts"
import { deliver, notifiedConnection, openedAddress, swanBody } from "../../support/providers/notified.ts"
import { companyWithKey, tenantSqlLayer } from "../../support/tenants.ts"

const swanSecrets = { clientId: "c", clientSecret: "s", webhookSecret: "shared-secret" }
const proof = { "x-swan-secret": "shared-secret" }

const listed = (key: string, query = "") => call("GET", `/v2/finance/notifications${query}`, { key })

/** Notifications of providers, over HTTP. */
export const notificationScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "120 seconds" })(
    `${name}: notifications of providers`,
    (it) => {
      it.effect("are kept once, however often they are delivered", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const { connectionId, path } = yield* notifiedConnection(key, "swan", swanSecrets)
          const eventId = uuidV7()
          for (let time = 0; time < 3; time++) {
            const taken = yield* deliver(path, proof, swanBody(eventId))
            assert.strictEqual(taken.status, 200, taken.text)
          }
          const { json, text } = yield* listed(key, `?connectionId=${connectionId}&state=received`)
          assert.containSubset(json, {
            items: [
              { eventId, deliveries: 3, state: "received", type: "Transaction.Booked", resourceId: "trx-1" }
            ],
            nextCursor: null
          })
          assert.strictEqual(text.split('"eventId"').length, 2)
        })
      )

      it.effect("are proven by each provider's own scheme", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const nmi = yield* notifiedConnection(key, "nmi", {
            securityKey: "k",
            webhookSigningKey: "old new"
          })
          const sale =
            '{"event_id":"1","event_type":"transaction.sale.success","event_body":{"transaction_id":"9"}}'
          const signature = createHmac("sha256", "new").update(`n1.${sale}`).digest("hex")
          const signed = { "webhook-signature": `t=n1,s=${signature}` }
          assert.strictEqual((yield* deliver(nmi.path, signed, sale)).status, 200)
          assert.strictEqual((yield* deliver(nmi.path, signed, `${sale} `)).status, 401)

          const solaris = yield* notifiedConnection(key, "solaris", {
            clientId: "c",
            clientSecret: "s",
            webhookSecrets: "one two"
          })
          const probe = { "solaris-webhook-event-type": "WEBHOOK-SUBSCRIPTION" }
          assert.strictEqual((yield* deliver(solaris.path, probe, "")).status, 200)
          const loan = '{"id":"l1","status":"payout_issued"}'
          const paid = yield* deliver(
            solaris.path,
            {
              "solaris-webhook-id": "w1",
              "solaris-webhook-event-type": "BUSINESS_FRONTING_LOAN_PAYOUT",
              "solaris-entity-id": "l1",
              "solaris-webhook-signature": `sha256=${createHmac("sha256", "two").update(loan).digest("hex")}`
            },
            loan
          )
          assert.strictEqual(paid.status, 200, paid.text)

          const defacto = yield* notifiedConnection(key, "defacto", { apiKey: "k" })
          const hint = '{"id":"e1","event_type":"Loan.TO_REPAY","entity_state":{"id":"l2"}}'
          assert.strictEqual((yield* deliver(defacto.path, {}, hint)).status, 200)
          const { json } = yield* listed(key)
          assert.deepStrictEqual(
            [0, 1, 2].map((index) => textAt(json, "items", index, "provider")),
            ["defacto", "solaris", "nmi"]
          )
        })
      )

      it.effect("come at an address that is shown once, rotated with overlap, and ended", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const first = yield* notifiedConnection(key, "swan", swanSecrets)
          const second = yield* openedAddress(key, first.connectionId, 3600)
          const third = yield* openedAddress(key, first.connectionId, 3600)
          const state = (path: string) => Effect.map(deliver(path, proof, swanBody()), ({ status }) => status)
          assert.deepStrictEqual(
            yield* Effect.forEach([first, second, third], ({ path }) => state(path)),
            [200, 200, 200]
          )
          const ended = yield* send("POST", `/v2/finance/notification-addresses/${first.addressId}/end`, key)
          assert.strictEqual(ended.status, 200, ended.text)
          const last = yield* openedAddress(key, first.connectionId, 0)
          assert.deepStrictEqual(
            yield* Effect.forEach([first, second, third, last], ({ path }) => state(path)),
            [404, 404, 404, 200]
          )
          const route = `/v2/finance/connections/${first.connectionId}/notification-addresses`
          const { text } = yield* call("GET", route, { key })
          for (const { path } of [first, second, third, last]) {
            assert.notInclude(text, path.split("/").at(-1) ?? path)
          }
        })
      )

      it.effect("follow a rotated secret at once", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const { connectionId, path } = yield* notifiedConnection(key, "swan", swanSecrets)
          assert.strictEqual((yield* deliver(path, proof, swanBody())).status, 200)
          const rotated = { secrets: { ...swanSecrets, webhookSecret: "another" } }
          const changed = yield* send(
            "POST",
            `/v2/finance/connections/${connectionId}/rotate`,
            key,
            rotated,
            1
          )
          assert.strictEqual(changed.status, 200, changed.text)
          assert.strictEqual((yield* deliver(path, proof, swanBody())).status, 401)
          assert.strictEqual((yield* deliver(path, { "x-swan-secret": "another" }, swanBody())).status, 200)
        })
      )

      it.effect("need the secret that proves them", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const made = yield* send("POST", "/v2/finance/connections", key, {
            provider: "swan",
            environment: "sandbox",
            label: "no secret",
            settings: {},
            secrets: { clientId: "c", clientSecret: "s" }
          })
          const route = `/v2/finance/connections/${textAt(made.json, "id")}/notification-addresses`
          const refused = yield* send("POST", route, key, { overlapSeconds: 0 })
          assert.strictEqual(refused.status, 409)
          assert.include(refused.text, "webhookSecret")
        })
      )

      it.effect("that wait are not replayed; a search for gaps is one job however many ask", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const { connectionId, path } = yield* notifiedConnection(key, "swan", swanSecrets)
          yield* deliver(path, proof, swanBody())
          const { json } = yield* listed(key)
          const id = textAt(json, "items", 0, "id")
          const waiting = yield* send("POST", `/v2/finance/notifications/${id}/replay`, key)
          assert.strictEqual(waiting.status, 409, waiting.text)
          const range = {
            from: "2026-01-01T00:00:00Z",
            to: "2126-01-01T00:00:00Z",
            connectionId: null,
            states: ["dead", "processed"]
          }
          const none = yield* send("POST", "/v2/finance/notifications/replay", key, range)
          assert.deepStrictEqual(none.json, { replayed: 0, more: false })
          const scan = () => send("POST", `/v2/finance/connections/${connectionId}/scan-notifications`, key)
          const [one, other] = [yield* scan(), yield* scan()]
          assert.strictEqual(one.status, 202, one.text)
          assert.strictEqual(textAt(one.json, "jobId"), textAt(other.json, "jobId"))
        })
      )
    }
  )

import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { at, send, textAt } from "../../support/books.ts"
import { call, type Host } from "../../support/hosts.ts"
import { gatewayOver, pan } from "../../support/providers/paymentRequests.ts"
import { collecting, collection, processes } from "../../support/providers/suiteRequests.ts"
import { companyWithKey, keyFor, tenantSqlLayer } from "../../support/tenants.ts"

/** The finance suite over HTTP; a worker takes the processes further. */
export const suiteScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "60 seconds" })(
    `${name}: finance suite`,
    (it) => {
      it.effect("a process is started under a key, once, and shown with its steps", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const body = collection([yield* gatewayOver(key)])
          const made = yield* send("POST", collecting, key, body)
          assert.strictEqual(made.status, 201, made.text)
          const again = yield* send("POST", collecting, key, body)
          assert.strictEqual(textAt(again.json, "process", "id"), textAt(made.json, "process", "id"))
          const read = yield* call("GET", `${processes}/${textAt(made.json, "process", "id")}`, { key })
          assert.strictEqual(textAt(read.json, "steps", 0, "phase"), "pending")
          assert.strictEqual(textAt(read.json, "history", 0, "what"), "started")
          assert.notInclude(read.text, "sim-abcdefgh")
          const other = yield* send("POST", collecting, key, {
            ...body,
            input: { ...body.input, label: "Facture F-2" }
          })
          assert.strictEqual(textAt(other.json, "type"), "/problems/process-differs")
          const listed = yield* call("GET", `${processes}?state=pending&definition=suite.collect`, { key })
          assert.strictEqual(at(listed.json, "items", "length"), 1)
        })
      )

      it.effect("a plan shows the routes and what is in the way, and starts nothing", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const off = yield* gatewayOver(key, { enabled: false })
          const blocked = yield* send("POST", "/v2/suite/plans/collect", key, collection([off]))
          assert.strictEqual(blocked.status, 200, blocked.text)
          assert.strictEqual(textAt(blocked.json, "obstacles", 0, "code"), "azals.no-route")
          const on = yield* gatewayOver(key)
          const plan = yield* send("POST", "/v2/suite/plans/collect", key, collection([off, on]))
          assert.strictEqual(textAt(plan.json, "chosen"), on)
          assert.strictEqual(at(plan.json, "obstacles", "length"), 0)
          const listed = yield* call("GET", processes, { key })
          assert.strictEqual(at(listed.json, "items", "length"), 0)
        })
      )

      it.effect("the fallback order of a capability is set, and its connections are the company's", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const [one, two] = [yield* gatewayOver(key), yield* gatewayOver(key)]
          const path = "/v2/suite/fallback-order"
          const capability = "payments.sale"
          const set = yield* send("PUT", path, key, { capability, connectionIds: [two, one] }, 0)
          assert.strictEqual(set.status, 200, set.text)
          const { json } = yield* call("GET", `/v2/suite/routes?capability=${capability}`, { key })
          assert.deepStrictEqual(
            [textAt(json, "routes", 0, "connectionId"), textAt(json, "routes", 1, "connectionId")],
            [two, one]
          )
          const late = yield* send("PUT", path, key, { capability, connectionIds: [one] }, 0)
          assert.strictEqual(late.status, 409)
          const unknown = yield* send("PUT", path, key, { capability, connectionIds: [uuidV7()] }, 1)
          assert.strictEqual(unknown.status, 404)
        })
      )

      it.effect("a process that has not begun is undone at once, and cannot be retried or decided", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const made = yield* send("POST", collecting, key, collection([yield* gatewayOver(key)]))
          const path = `${processes}/${textAt(made.json, "process", "id")}`
          const retried = yield* send("POST", `${path}/retry`, key, undefined, 1)
          const decided = yield* send("POST", `${path}/decision`, key, { approved: true }, 1)
          assert.deepStrictEqual([retried.status, decided.status], [409, 409])
          const late = yield* send("POST", `${path}/cancel`, key, undefined, 7)
          assert.strictEqual(textAt(late.json, "type"), "/problems/version-conflict")
          const undone = yield* send("POST", `${path}/cancel`, key, undefined, 1)
          assert.strictEqual(textAt(undone.json, "process", "state"), "compensated")
          const again = yield* send("POST", `${path}/cancel`, key, undefined, 2)
          assert.strictEqual(textAt(again.json, "type"), "/problems/illegal-transition")
        })
      )

      it.effect(
        "the dashboard and the alerts are those of the company, and of the rights of the reader",
        () =>
          Effect.gen(function* () {
            const { key, scope } = yield* companyWithKey()
            yield* send("POST", collecting, key, collection([yield* gatewayOver(key)]))
            const seen = yield* call("GET", "/v2/suite/dashboard?stuckHours=1", { key })
            assert.strictEqual(seen.status, 200, seen.text)
            assert.deepInclude(at(seen.json, "open", 0), {
              definition: "suite.collect",
              state: "pending",
              count: 1
            })
            assert.deepStrictEqual(at(seen.json, "accounts"), [])
            const technician = yield* keyFor(scope, "technician")
            assert.strictEqual((yield* call("GET", "/v2/suite/dashboard", { key: technician })).status, 403)
            const alerts = yield* call("GET", "/v2/suite/alerts?open=true", { key })
            assert.deepStrictEqual(alerts.json, { items: [], nextCursor: null })
          })
      )

      it.effect("definitions are shown in the reader's language; starting takes the rights of the work", () =>
        Effect.gen(function* () {
          const { key, scope } = yield* companyWithKey()
          const path = "/v2/suite/definitions"
          const fr = yield* call("GET", path, { key, headers: { "accept-language": "fr" } })
          const en = yield* call("GET", path, { key, headers: { "accept-language": "en" } })
          assert.notStrictEqual(textAt(fr.json, 0, "title"), textAt(en.json, 0, "title"))
          const body = collection([yield* gatewayOver(key)])
          const auditor = yield* keyFor(scope, "auditor")
          assert.strictEqual((yield* send("POST", collecting, auditor, body)).status, 403)
          assert.strictEqual((yield* call("GET", processes, { key: auditor })).status, 200)
          const smuggled = yield* send("POST", collecting, key, { ...body, businessKey: pan })
          assert.strictEqual(textAt(smuggled.json, "type"), "/problems/card-number-refused")
        })
      )
    }
  )

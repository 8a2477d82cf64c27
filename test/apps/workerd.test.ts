import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { call } from "../support/hosts.ts"
import { oncePerFile } from "../support/oncePerFile.ts"
import { companyWithKey, tenantSqlLayer } from "../support/tenants.ts"
import { workerdHost, WorkerdLogs } from "../support/workerdHost.ts"
import { everyScenario } from "./scenarios/everyScenario.ts"

everyScenario("workerd", oncePerFile(workerdHost))

layer(Layer.merge(workerdHost, tenantSqlLayer), { excludeTestServices: true, timeout: "60 seconds" })(
  "the Worker",
  (it) => {
    it.effect("answers 60 parallel requests, each for its own company", () =>
      Effect.gen(function* () {
        const companies = yield* Effect.all(Array.from({ length: 6 }, () => companyWithKey()))
        const asked = Array.from({ length: 10 }, () => companies).flat()
        const answers = yield* Effect.forEach(asked, ({ key }) => call("GET", "/v2/tenant", { key }), {
          concurrency: "unbounded"
        })
        assert.strictEqual(answers.length, 60)
        answers.forEach(({ json, status }, index) => {
          assert.strictEqual(status, 200)
          assert.include(json, { id: asked[index]?.scope.tenantId })
        })
      })
    )

    it.effect("writes in parallel, each once", () =>
      Effect.gen(function* () {
        const { key } = yield* companyWithKey()
        const headers = { "idempotency-key": "one-write-1", "if-match": "1" }
        const body = { name: "Atelier Duval" }
        const answers = yield* Effect.forEach(
          Array.from({ length: 8 }),
          () => call("PATCH", "/v2/tenant", { key, body, headers }),
          { concurrency: "unbounded" }
        )
        for (const { json, status } of answers) {
          assert.strictEqual(status, 200)
          assert.include(json, { name: "Atelier Duval", version: 2 })
        }
      })
    )

    it.effect("says that it runs, hands out its contract, and logs no error", () =>
      Effect.gen(function* () {
        const health = yield* call("GET", "/health")
        assert.deepStrictEqual(health.json, { status: "ok" })
        assert.strictEqual(health.headers.get("x-content-type-options"), "nosniff")
        const contract = yield* call("GET", "/openapi.json")
        assert.include(contract.json, { openapi: "3.1.0" })
        assert.include((yield* call("GET", "/docs")).text, 'href="/openapi.json"')
        const { logs } = yield* WorkerdLogs
        const errors = logs().filter((line) => !line.includes("Request.cf"))
        assert.deepStrictEqual(errors, [])
      })
    )
  }
)

import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { Client } from "pg"
import { redacted } from "../../../adapters/telemetry/redacted.ts"
import { templatesOf } from "../../../adapters/http/server/routeTemplates.ts"
import { routeOf } from "../../../adapters/telemetry/requestMetrics.ts"
import { azals } from "../../support/azals.ts"
import { apiProcess } from "../../support/apiProcess.ts"
import { collector, textOf } from "../../support/collector.ts"
import { adminUrl, serviceUrl } from "../../support/database.ts"

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736"

const company = async () => {
  const opened = await azals(
    ["tenants", "create", "Traces", "--owner-name", "A", "--owner-subject", "auth0|a"],
    { DATABASE_URL: serviceUrl() }
  )
  const Opened = Schema.fromJsonString(Schema.Struct({ key: Schema.Struct({ secret: Schema.String }) }))
  return Schema.decodeUnknownSync(Opened)(opened.stdout).key.secret
}

const get = (url: string) => Effect.promise(() => fetch(url))

describe("telemetry of the API", { timeout: 120_000 }, () => {
  it.live("continues the caller's trace into SQL and the outbox, counts by route, and tells no secret", () =>
    Effect.gen(function* () {
      const { counters, raw, sent, spans, url } = yield* collector
      const key = yield* Effect.promise(company)
      const running = yield* apiProcess(serviceUrl(), {
        OTEL_EXPORTER_OTLP_ENDPOINT: url,
        OTEL_EXPORTER_OTLP_HEADERS: "authorization=Basic%20Y29sbGVjdG9y"
      })
      const patch = (body: string, headers: Readonly<Record<string, string>>, parameters = "") =>
        Effect.promise(() =>
          fetch(`${running.url}/v2/tenant${parameters}`, {
            method: "PATCH",
            headers: {
              authorization: `Bearer ${key}`,
              "content-type": "application/json",
              "user-agent": "Agent-of-Claire",
              "if-match": "1",
              traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
              ...headers
            },
            body
          })
        )
      const told = "Traces FR7630006000011234567890189 a@example.fr"
      const answer = yield* patch(JSON.stringify({ name: told }), { "idempotency-key": "trace-0001" })
      assert.strictEqual(answer.status, 200)
      yield* patch(JSON.stringify({ name: "Stale" }), { "idempotency-key": "trace-0002" })
      yield* patch("{}", { "idempotency-key": "trace-0003" }, "?secret=parameter")
      yield* get(`${running.url}/v2/accounting/entries/019a5b1c-2d3e-7f40-8a51-6b7c8d9e0f10?x=1`)
      yield* get(`${running.url}/wp-login.php`)
      const metrics = yield* Effect.promise(async () => (await fetch(running.metrics)).text())
      yield* running.stop

      const ours = spans.filter((span) => span.traceId === traceId)
      const servers = ours.filter((span) => span.parentSpanId === "00f067aa0ba902b7")
      assert.deepStrictEqual(
        servers.map(({ attributes, name, status }) => [
          name,
          textOf(attributes, "http.response.status_code"),
          status.code
        ]),
        [
          ["PATCH /v2/tenant", "200", 1],
          ["PATCH /v2/tenant", "409", 1],
          ["PATCH /v2/tenant", "400", 1]
        ]
      )
      assert.isAtLeast(ours.filter(({ name }) => name === "postgresql").length, 1)
      assert.include(
        ours.map(({ name }) => name),
        "tenancy.changeTenant"
      )
      assert.match(yield* Effect.promise(outboxTrace), new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`))
      assert.include(
        counters.map(({ name }) => name),
        "http_server_requests"
      )
      assert.deepStrictEqual(
        [...new Set(sent.map(({ authorization }) => authorization))],
        ["Basic Y29sbGVjdG9y"]
      )

      assert.match(metrics, /http_server_requests[^\n]*route="\/v2\/tenant"[^\n]*status="200"[^\n]* 1/)
      assert.match(metrics, /route="\/v2\/accounting\/entries\/\{id\}"/)
      assert.match(metrics, /route="other"/)
      assert.match(metrics, /azals_database_sessions \d+/)
      assert.notMatch(metrics, /wp-login|019a5b1c|Traces/)

      const secrets = [key, "FR7630006000011234567890189", "a@example.fr", `Bearer ${key.slice(0, 12)}`]
      for (const secret of secrets) assert.notInclude(running.logs(), secret)
      const personal = [
        ...secrets,
        "Agent-of-Claire",
        "trace-0001",
        "127.0.0.1",
        "Stale",
        "parameter",
        "wp-login"
      ]
      for (const one of personal) assert.strictEqual(around(raw(), one), "")
      for (const line of running.logs().trim().split("\n").filter(Boolean)) JSON.parse(line)
    }).pipe(Effect.scoped)
  )
})

/** Where a text stands in a long one. */
const around = (long: string, text: string) => {
  const at = long.indexOf(text)
  return at < 0 ? "" : long.slice(Math.max(0, at - 200), at + 100)
}

const outboxTrace = async () => {
  const client = new Client(adminUrl())
  await client.connect()
  const found = await client.query<{ trace_parent: string }>(
    "select trace_parent from azals.outbox where trace_parent like $1",
    [`00-${traceId}-%`]
  )
  await client.end()
  return found.rows[0]?.trace_parent ?? "none"
}

describe("what a log may not hold", () => {
  it.each([
    ["key azk_d2c63xte_4HQ1sTzQxY9BuOF8yvUeu_nRbe4lunLdTsK9-xQFZYQ!", "key [api key]!"],
    ["Authorization: Bearer abc.def-ghi", "Authorization: Bearer [token]"],
    ["jwt eyJhbGciOiJI.eyJzdWIi.c2ln", "jwt [token]"],
    ["postgres://azals:s3cret@db:5432/azals refused", "postgres://[login]@db:5432/azals refused"],
    ["IBAN FR76 3000 6000 0112 3456 7890 189.", "IBAN [iban]."],
    ["IBAN DE89370400440532013000", "IBAN [iban]"],
    ["to claire.lemaire+x@example.co.uk", "to [email]"]
  ])("is taken out of %j", (text, expected) => assert.strictEqual(redacted(text), expected))

  it("leaves what is no secret", () => {
    const text = "at node_modules/@effect/sql-pg/dist/PgPool.js 019a5b1c-2d3e-7f40-8a51-6b7c8d9e0f10 PCG 2026"
    assert.strictEqual(redacted(text), text)
  })
})

describe("the route of a request", () => {
  it("is a template of the contract, or other", () => {
    const routes = templatesOf(["/v2/tenant", "/v2/entries/{entryId}", "/v2/entries/{entryId}/reverse"])
    const id = "019a5b1c-2d3e-7f40-8a51-6b7c8d9e0f10"
    assert.deepStrictEqual(
      ["/v2/tenant?x", `/v2/entries/${id}`, `/v2/entries/${id}/reverse`, "/v2/entries/Dupont", "/"].map(
        (url) => routeOf(url, routes)
      ),
      ["/v2/tenant", "/v2/entries/{id}", "/v2/entries/{id}/reverse", "other", "other"]
    )
  })
})

import { assert, describe, it } from "@effect/vitest"
import { spawn } from "node:child_process"
import { createServer } from "node:http"
import { join } from "node:path"
import { Schema } from "effect"
import { Client } from "pg"
import { inject } from "vitest"
import { redacted } from "../../../adapters/telemetry/redacted.ts"
import { routeOf, templatesOf } from "../../../adapters/telemetry/requestMetrics.ts"
import { azals } from "../../support/azals.ts"
import { takenPort } from "../../support/startedService.ts"

const Span = Schema.Struct({
  traceId: Schema.String,
  spanId: Schema.String,
  parentSpanId: Schema.optionalKey(Schema.NullishOr(Schema.String)),
  name: Schema.String
})
const Export = Schema.fromJsonString(
  Schema.Struct({
    resourceSpans: Schema.Array(
      Schema.Struct({ scopeSpans: Schema.Array(Schema.Struct({ spans: Schema.Array(Span) })) })
    )
  })
)

const root = join(import.meta.dirname, "..", "..", "..")
const traceId = "4bf92f3577b34da6a3ce929d0e0e4736"

const listening = (server: ReturnType<typeof createServer>) =>
  new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const bound = server.address()
      resolve(typeof bound === "object" && bound !== null ? bound.port : 0)
    })
  })

/** A collector on this machine: keeps the spans and the raw text of what it is sent. */
const collector = async () => {
  const spans: Array<typeof Span.Type> = []
  let raw = ""
  const server = createServer((request, response) => {
    let body = ""
    request.on("data", (chunk: Buffer) => (body += chunk.toString()))
    request.on("end", () => {
      raw += body
      if (request.url === "/v1/traces") {
        const { resourceSpans } = Schema.decodeUnknownSync(Export)(body)
        spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)))
      }
      response.end("{}")
    })
  })
  const port = await listening(server)
  return { url: `http://127.0.0.1:${port}`, spans, raw: () => raw, close: () => server.close() }
}

const freePort = async () => {
  const { free, port } = await takenPort()
  await free()
  return port
}

/** The API as its own process, as it is deployed; everything that it writes is kept. */
const api = async (env: Readonly<Record<string, string>>) => {
  const [port, metricsPort] = [await freePort(), await freePort()]
  const child = spawn(process.execPath, [join(root, "apps", "server", "main.ts")], {
    env: {
      ...process.env,
      DATABASE_URL: inject("serviceUrl"),
      PORT: String(port),
      METRICS_PORT: String(metricsPort),
      LOG_LEVEL: "Debug",
      ...env
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"]
  })
  let logs = ""
  child.stdout?.on("data", (chunk: Buffer) => (logs += chunk.toString()))
  child.stderr?.on("data", (chunk: Buffer) => (logs += chunk.toString()))
  const ended = new Promise((resolve) => child.once("close", resolve))
  await Promise.race([new Promise((resolve) => child.once("message", resolve)), ended])
  const stop = () => {
    child.kill("SIGTERM")
    return ended
  }
  return {
    url: `http://127.0.0.1:${port}`,
    metrics: `http://127.0.0.1:${metricsPort}/metrics`,
    logs: () => logs,
    stop
  }
}

const company = async () => {
  const opened = await azals(
    ["tenants", "create", "Traces", "--owner-name", "A", "--owner-subject", "auth0|a"],
    { DATABASE_URL: inject("serviceUrl") }
  )
  const Opened = Schema.fromJsonString(Schema.Struct({ key: Schema.Struct({ secret: Schema.String }) }))
  return Schema.decodeUnknownSync(Opened)(opened.stdout).key.secret
}

describe("telemetry of the API", { timeout: 120_000 }, () => {
  it("continues the caller's trace into SQL and the outbox, counts by route, and logs no secret", async () => {
    const receiver = await collector()
    const key = await company()
    const running = await api({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url })
    const answer = await fetch(`${running.url}/v2/tenant`, {
      method: "PATCH",
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        "idempotency-key": "trace-0001",
        "if-match": "1",
        traceparent: `00-${traceId}-00f067aa0ba902b7-01`
      },
      body: JSON.stringify({ name: "Traces FR7630006000011234567890189 a@example.fr" })
    })
    assert.strictEqual(answer.status, 200)
    await fetch(`${running.url}/v2/accounting/entries/019a5b1c-2d3e-7f40-8a51-6b7c8d9e0f10?x=1`)
    await fetch(`${running.url}/wp-login.php`)
    const metrics = await (await fetch(running.metrics)).text()
    await running.stop()
    receiver.close()

    const ours = receiver.spans.filter((span) => span.traceId === traceId)
    const server = ours.find((span) => span.parentSpanId === "00f067aa0ba902b7")
    assert.isDefined(server)
    assert.isAtLeast(ours.filter(({ name }) => name === "postgresql").length, 1)
    assert.include(
      ours.map(({ name }) => name),
      "tenancy.changeTenant"
    )
    assert.match(await outboxTrace(), new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`))

    assert.match(metrics, /http_server_requests[^\n]*route="\/v2\/tenant"[^\n]*status="200"[^\n]* 1/)
    assert.match(metrics, /route="\/v2\/accounting\/entries\/\{id\}"/)
    assert.match(metrics, /route="other"/)
    assert.match(metrics, /azals_database_sessions \d+/)
    assert.notMatch(metrics, /wp-login|019a5b1c|Traces/)

    for (const secret of [key, "FR7630006000011234567890189", "a@example.fr", `Bearer ${key.slice(0, 12)}`]) {
      assert.notInclude(running.logs(), secret)
    }
    assert.notInclude(receiver.raw(), key)
    assert.notInclude(receiver.raw(), "a@example.fr")
    for (const line of running.logs().trim().split("\n").filter(Boolean)) JSON.parse(line)
  })
})

const outboxTrace = async () => {
  const client = new Client(inject("adminUrl"))
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

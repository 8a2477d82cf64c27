import { assert, layer } from "@effect/vitest"
import { Context, Effect, Layer, Redacted } from "effect"
import { uuidV7 } from "../../adapters/ids/UuidV7.ts"
import { apiProcess } from "../support/apiProcess.ts"
import { companyWithBooks, send, textAt } from "../support/books.ts"
import { collector, type Counted, textOf } from "../support/collector.ts"
import { endOfJob } from "../support/fecWorld.ts"
import { call, Host } from "../support/hosts.ts"
import { eventually } from "../support/jobs/jobWorld.ts"
import { ownDatabase } from "../support/jobs/ownDatabase.ts"
import { productionWorkerFile, startWorker } from "../support/jobs/workers.ts"
import { tenantSqlOn } from "../support/tenants.ts"
import { workerdOn, WorkerdLogs } from "../support/workerdHost.ts"

/** The collector of the test, and the database that its processes share. */
class World extends Context.Service<
  World,
  { readonly collected: Effect.Success<typeof collector>; readonly database: Redacted.Redacted }
>()("test/TraceWorld") {}

/** A database of its own with a worker of production, whose spans go to the collector. */
const world = Layer.unwrap(
  Effect.gen(function* () {
    const collected = yield* collector
    const { service: database } = yield* Effect.orDie(ownDatabase([]))
    yield* startWorker(database, productionWorkerFile, { OTEL_EXPORTER_OTLP_ENDPOINT: collected.url })
    return Layer.merge(Layer.succeed(World, World.of({ collected, database })), tenantSqlOn(database))
  })
)

const node = Layer.effect(
  Host,
  Effect.flatMap(World, ({ collected, database }) =>
    Effect.map(
      apiProcess(Redacted.value(database), { OTEL_EXPORTER_OTLP_ENDPOINT: collected.url }),
      ({ url }) => Host.of({ name: "node", url })
    )
  )
)

const workerd = Layer.unwrap(
  Effect.map(World, ({ collected, database }) =>
    workerdOn(Redacted.value(database), {
      OTEL_EXPORTER_OTLP_ENDPOINT: collected.url,
      OTEL_EXPORTER_OTLP_HEADERS: "authorization=Basic%20Y29sbGVjdG9y"
    })
  )
)

const caller = "00f067aa0ba902b7"

const newTraceId = () => uuidV7().replaceAll("-", "")

/** Asks for an export in a caller's trace and answers the trace's spans, once job and events have left theirs. */
const exported = (service: string) =>
  Effect.gen(function* () {
    const { collected } = yield* World
    const { key, year } = yield* companyWithBooks
    yield* send("PATCH", "/v2/tenant", key, { siren: "732829320" }, 1)
    const traceId = newTraceId()
    const asked = yield* call("POST", `/v2/accounting/fiscal-years/${year}/fec`, {
      key,
      body: { charset: "UTF-8", separator: "tab" },
      headers: {
        "idempotency-key": uuidV7(),
        "user-agent": "Agent-of-Claire",
        traceparent: `00-${traceId}-${caller}-01`
      }
    })
    assert.strictEqual(asked.status, 202, asked.text)
    yield* endOfJob(textAt(asked.json, "jobId"), key)
    const count = (all: ReadonlyArray<{ readonly name: string }>, name: string) =>
      all.filter((one) => one.name === name).length
    const spans = yield* collected.trace(
      traceId,
      (all) =>
        count(all, "outbox announce") === 2 &&
        count(all, "job accounting.export-fec") === 1 &&
        all.some((one) => one.service === service && one.parentSpanId === caller)
    )
    return { key, spans }
  })

/** One trace from the caller over the front, its SQL and event, the job and the job's event. */
const oneTrace = (service: string) =>
  Effect.gen(function* () {
    const { collected } = yield* World
    const { key, spans } = yield* exported(service)
    const byId = new Map(spans.map((span) => [span.spanId, span]))
    const named = (name: string) => spans.filter((span) => span.name === name)
    const [server] = spans.filter((span) => span.parentSpanId === caller)
    assert.include(server, { service, kind: 2, name: "POST /v2/accounting/fiscal-years/{id}/fec" })
    assert.strictEqual(textOf(server?.attributes ?? [], "http.response.status_code"), "202")
    const statements = named("postgresql")
    assert.isAtLeast(statements.filter((span) => span.service === service).length, 2)
    assert.isAtLeast(statements.filter((span) => span.service === "azals-worker").length, 2)
    const [job] = named("job accounting.export-fec")
    assert.include(job, { service: "azals-worker", kind: 5 })
    assert.strictEqual(byId.get(job?.parentSpanId ?? "")?.service, service)
    const announced = named("outbox announce")
    assert.isTrue(announced.every((span) => span.service === "azals-worker" && span.kind === 4))
    assert.deepStrictEqual(
      new Set(announced.map(({ parentSpanId }) => byId.get(parentSpanId ?? "")?.service)),
      new Set([service, "azals-worker"])
    )
    for (const { endTimeUnixNano, startTimeUnixNano } of spans) {
      const [from, to] = [BigInt(startTimeUnixNano) / 1_000_000n, BigInt(endTimeUnixNano) / 1_000_000n]
      assert.isTrue(from <= to && to - BigInt(Date.now()) < 1000n && BigInt(Date.now()) - from < 60_000n)
    }
    for (const personal of [key, key.slice(0, 12), "Agent-of-Claire"]) {
      assert.isFalse(collected.raw().includes(personal), personal)
    }
  })

const ofRefused = ({ attributes, name }: Counted) =>
  name === "http_server_requests" &&
  textOf(attributes, "route") === "/v2/tenant" &&
  textOf(attributes, "status") === "400"

layer(world, { excludeTestServices: true, timeout: "120 seconds" })("one trace", (over) => {
  over.layer(node)("from Node", (it) => {
    it.effect("over the request, its SQL, the outbox and the job", () => oneTrace("azals-api"))
  })

  over.layer(workerd)("from the Worker", (it) => {
    it.effect("over the request, its SQL, the outbox and the job", () => oneTrace("azals-edge"))

    it.effect(
      "sends spans and counts of parallel requests, each span in its request's trace, and logs no error",
      () =>
        Effect.gen(function* () {
          const { collected } = yield* World
          const { key } = yield* companyWithBooks
          const traces = Array.from({ length: 40 }, newTraceId)
          yield* Effect.forEach(
            traces,
            (traceId) =>
              call("GET", "/v2/tenant?x=claire", {
                key,
                headers: { traceparent: `00-${traceId}-${caller}-01` }
              }),
            { concurrency: "unbounded" }
          )
          for (const traceId of traces) {
            const spans = yield* collected.trace(traceId, (all) => all.some(({ kind }) => kind === 2))
            assert.deepStrictEqual(
              spans.filter(({ kind }) => kind === 2).map(({ name, parentSpanId }) => [name, parentSpanId]),
              [["GET /v2/tenant", caller]]
            )
          }
          const refused = yield* eventually(
            Effect.sync(() => collected.counters.filter(ofRefused)),
            (all) => all.reduce((sum, { asDouble = 0 }) => sum + asDouble, 0) === 40
          )
          assert.isTrue(refused.every(({ temporality }) => temporality === 1))
          assert.isFalse(collected.raw().includes("claire"))
          assert.isTrue(
            collected.sent.some(
              ({ authorization, body }) =>
                authorization === "Basic Y29sbGVjdG9y" && body.includes("azals-edge")
            )
          )
          const { logs } = yield* WorkerdLogs
          assert.deepStrictEqual(
            logs().filter((line) => !line.includes("Request.cf")),
            []
          )
        })
    )
  })
})

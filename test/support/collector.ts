import { Effect, Schema } from "effect"
import { createServer } from "node:http"
import { eventually } from "./jobs/jobWorld.ts"

const Attributes = Schema.Array(Schema.Struct({ key: Schema.String, value: Schema.Json }))

const Span = Schema.Struct({
  traceId: Schema.String,
  spanId: Schema.String,
  parentSpanId: Schema.optionalKey(Schema.NullishOr(Schema.String)),
  name: Schema.String,
  kind: Schema.Int,
  startTimeUnixNano: Schema.String,
  endTimeUnixNano: Schema.String,
  attributes: Attributes,
  status: Schema.Struct({ code: Schema.Int })
})

const Resource = Schema.Struct({ attributes: Attributes })

const Traces = Schema.fromJsonString(
  Schema.Struct({
    resourceSpans: Schema.Array(
      Schema.Struct({
        resource: Resource,
        scopeSpans: Schema.Array(Schema.Struct({ spans: Schema.Array(Span) }))
      })
    )
  })
)

const Point = Schema.Struct({ attributes: Attributes, asDouble: Schema.optionalKey(Schema.Number) })

const Metrics = Schema.fromJsonString(
  Schema.Struct({
    resourceMetrics: Schema.Array(
      Schema.Struct({
        resource: Resource,
        scopeMetrics: Schema.Array(
          Schema.Struct({
            metrics: Schema.Array(
              Schema.Struct({
                name: Schema.String,
                sum: Schema.optionalKey(
                  Schema.Struct({ aggregationTemporality: Schema.Int, dataPoints: Schema.Array(Point) })
                )
              })
            )
          })
        )
      })
    )
  })
)

type Received = typeof Span.Type & { readonly service: string }
export type Counted = typeof Point.Type & { readonly name: string; readonly temporality: number }

/** A collector on this machine: keeps spans, counters and the raw text of what it is sent, until the scope closes. */
export const collector = Effect.acquireRelease(
  Effect.promise(async () => {
    const spans: Array<Received> = []
    const counters: Array<Counted> = []
    const sent: Array<{ readonly path: string; readonly authorization: string; readonly body: string }> = []
    const receive = (path: string, body: string) => {
      if (path === "/v1/traces") {
        for (const { resource, scopeSpans } of Schema.decodeUnknownSync(Traces)(body).resourceSpans) {
          const service = textOf(resource.attributes, "service.name")
          spans.push(...scopeSpans.flatMap((scope) => scope.spans.map((span) => ({ ...span, service }))))
        }
      } else {
        counters.push(...Schema.decodeUnknownSync(Metrics)(body).resourceMetrics.flatMap(countersOf))
      }
    }
    const server = createServer((request, response) => {
      let body = ""
      request.on("data", (chunk: Buffer) => (body += chunk.toString()))
      request.on("end", () => {
        const { headers, url: path = "" } = request
        sent.push({ path, authorization: headers.authorization ?? "", body })
        receive(path, body)
        response.end("{}")
      })
    })
    const port = await listening(server)
    const url = `http://127.0.0.1:${port}`
    return { url, spans, counters, sent, raw: () => sent.map(({ body }) => body).join(""), server }
  }),
  ({ server }) => Effect.sync(() => void server.close())
).pipe(
  Effect.map(({ spans, ...rest }) => ({
    ...rest,
    spans,
    /** The spans of one trace, once they are as wanted. */
    trace: (traceId: string, wanted: (spans: ReadonlyArray<Received>) => boolean) =>
      eventually(
        Effect.sync(() => spans.filter((span) => span.traceId === traceId)),
        wanted
      )
  }))
)

/** The text of an attribute; empty when there is none. */
export const textOf = (attributes: typeof Attributes.Type, name: string): string => {
  const found = attributes.find(({ key }) => key === name)
  const value = Schema.decodeUnknownOption(Schema.Record(Schema.String, Schema.Json))(found?.value)
  return value._tag === "Some" ? Object.values(value.value).map(String).join("") : ""
}

const countersOf = ({ scopeMetrics }: (typeof Metrics.Type)["resourceMetrics"][number]) =>
  scopeMetrics.flatMap(({ metrics }) =>
    metrics.flatMap(({ name, sum }) =>
      (sum?.dataPoints ?? []).map((point) => ({
        ...point,
        name,
        temporality: sum?.aggregationTemporality ?? 0
      }))
    )
  )

const listening = (server: ReturnType<typeof createServer>) =>
  new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const bound = server.address()
      resolve(typeof bound === "object" && bound !== null ? bound.port : 0)
    })
  })

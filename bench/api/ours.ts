import { Effect, Layer, Redacted } from "effect"
import { HttpServer } from "effect/http"
import { logsLayer } from "../../adapters/telemetry/logs.ts"
import { tracesLayer } from "../../adapters/telemetry/traces.ts"
import { httpServerLayer } from "../../apps/server/httpServer.ts"

/** The service as `apps/server/main.ts` starts it, telemetry off unless OTEL_* says otherwise, on a free port, which it sends to its parent. */
const server = httpServerLayer({
  databaseUrl: Redacted.make(process.env["BENCH_DATABASE_URL"] ?? ""),
  maxConnections: 32,
  host: "127.0.0.1",
  port: 0,
  plainLoopbackOidc: false
})

const announce = Effect.flatMap(HttpServer.HttpServer, ({ address }) =>
  Effect.sync(() => process.send?.("port" in address ? address.port : 0))
)

const telemetry = Layer.merge(logsLayer, tracesLayer("azals-bench"))

Effect.runFork(
  Effect.scoped(
    Effect.andThen(announce, Effect.never).pipe(Effect.provide(server.pipe(Layer.provideMerge(telemetry))))
  )
)

import { Effect, Layer, Redacted } from "effect"
import { HttpServer } from "effect/http"
import { logsLayer } from "../../adapters/telemetry/logs.ts"
import { tracesLayer } from "../../adapters/telemetry/traces.ts"
import { readMasterKeys } from "../../adapters/vault/masterKeys.ts"
import { httpServerLayer } from "../../apps/server/httpServer.ts"
import { benchMasterKey } from "../support/benchMasterKey.ts"

/**
 * The service as `apps/server/main.ts` starts it, with a master key of its own and telemetry off unless OTEL_* says
 * otherwise, on a free port, which it sends to its parent.
 */
const server = Layer.unwrap(
  Effect.map(readMasterKeys(Redacted.make(benchMasterKey)), (masterKeys) =>
    httpServerLayer({
      databaseUrl: Redacted.make(process.env["BENCH_DATABASE_URL"] ?? ""),
      maxConnections: 32,
      host: "127.0.0.1",
      port: 0,
      plainLoopbackOidc: false,
      masterKeys
    })
  )
)

const announce = Effect.flatMap(HttpServer.HttpServer, ({ address }) =>
  Effect.sync(() => process.send?.("port" in address ? address.port : 0))
)

const telemetry = Layer.merge(logsLayer, tracesLayer("azals-bench"))

Effect.runFork(
  Effect.scoped(
    Effect.andThen(announce, Effect.never).pipe(Effect.provide(server.pipe(Layer.provideMerge(telemetry))))
  )
)

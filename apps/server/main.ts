import { Config, Effect, Layer, Option } from "effect"
import { HttpServer } from "effect/http"
import { assertPowerless } from "../../adapters/postgres/assertPowerless.ts"
import { checkListen } from "../../adapters/process/CannotListen.ts"
import { runService } from "../../adapters/process/runService.ts"
import { logsLayer } from "../../adapters/telemetry/logs.ts"
import { collector, tracesLayer } from "../../adapters/telemetry/traces.ts"
import { receiverLimits, tellOfLoopback } from "../../adapters/webhooks/receiverLimits.ts"
import { readMasterKeys } from "../../adapters/vault/masterKeys.ts"
import { httpServerLayer } from "./httpServer.ts"
import { metricsServerLayer } from "./metricsServer.ts"

const config = Config.all({
  databaseUrl: Config.Redacted("DATABASE_URL"),
  maxConnections: Config.Int("DATABASE_POOL").pipe(Config.withDefault(16)),
  host: Config.String("HOST").pipe(Config.withDefault("127.0.0.1")),
  port: Config.Port("PORT").pipe(Config.withDefault(8080)),
  masterKey: Config.option(Config.Redacted("AZALS_MASTER_KEY")),
  metricsHost: Config.String("METRICS_HOST").pipe(Config.withDefault("127.0.0.1")),
  metricsPort: Config.option(Config.Port("METRICS_PORT")),
  receivers: receiverLimits
})

/** Tells the process that started this one, if there is one, that the API answers. */
const announce = Layer.effectDiscard(
  Effect.map(HttpServer.HttpServer, () => void process.send?.({ listening: true }))
)

/** The API, and beside it `/metrics` where METRICS_PORT says so: nothing is counted where nobody reads it. */
const server = Effect.gen(function* () {
  const { metricsHost: host, metricsPort, masterKey, ...settings } = yield* config
  const { databaseUrl } = settings
  yield* assertPowerless(databaseUrl, "DATABASE_URL")
  yield* checkListen(settings)
  yield* tellOfLoopback(settings.receivers)
  const masterKeys = yield* readMasterKeys(Option.getOrUndefined(masterKey))
  const api = httpServerLayer({
    ...settings,
    masterKeys,
    plainLoopbackOidc: false,
    measureRequests: Option.isSome(metricsPort) || Option.isSome(yield* collector)
  })
  if (Option.isNone(metricsPort)) return Layer.provide(announce, api)
  const port = metricsPort.value
  yield* checkListen({ host, port }, { host: "METRICS_HOST", port: "METRICS_PORT" })
  return Layer.merge(Layer.provide(announce, api), metricsServerLayer({ databaseUrl, host, port }))
})

const telemetry = Layer.merge(logsLayer, tracesLayer("azals-api"))

runService(Layer.launch(Layer.unwrap(server)).pipe(Effect.provide(telemetry)))

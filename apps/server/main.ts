import { Config, Effect, Layer } from "effect"
import { HttpServer } from "effect/http"
import { assertPowerless } from "../../adapters/postgres/assertPowerless.ts"
import { checkListen } from "../../adapters/process/CannotListen.ts"
import { runService } from "../../adapters/process/runService.ts"
import { httpServerLayer } from "./httpServer.ts"

const config = Config.all({
  databaseUrl: Config.Redacted("DATABASE_URL"),
  maxConnections: Config.Int("DATABASE_POOL").pipe(Config.withDefault(16)),
  host: Config.String("HOST").pipe(Config.withDefault("127.0.0.1")),
  port: Config.Port("PORT").pipe(Config.withDefault(8080))
})

/** Tells the process that started this one, if there is one, that the API answers. */
const announce = Layer.effectDiscard(
  Effect.map(HttpServer.HttpServer, () => void process.send?.({ listening: true }))
)

const server = Effect.gen(function* () {
  const settings = yield* config
  yield* assertPowerless(settings.databaseUrl, "DATABASE_URL")
  yield* checkListen(settings)
  return Layer.provide(announce, httpServerLayer({ ...settings, plainLoopbackOidc: false }))
})

runService(Layer.launch(Layer.unwrap(server)))

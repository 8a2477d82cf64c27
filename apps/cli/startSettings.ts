import { Config, Effect } from "effect"
import { checkListen } from "../../adapters/process/CannotListen.ts"

const config = Config.all({
  host: Config.String("HOST").pipe(Config.withDefault("127.0.0.1")),
  port: Config.Port("PORT").pipe(Config.withDefault(8080))
})

/** Where the API will answer: refused before anything is started when something else listens there. */
export const startSettings = Effect.tap(config, checkListen)

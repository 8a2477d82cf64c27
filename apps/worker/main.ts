import { Config, Effect, Layer } from "effect"
import { JobRegistry } from "../../adapters/queue/JobRegistry.ts"
import { launchWorker } from "./launchWorker.ts"
import { workerLayer } from "./workerLayer.ts"

const config = Config.all({
  databaseUrl: Config.Redacted("DATABASE_URL"),
  connections: Config.Int("DATABASE_POOL").pipe(Config.withDefault(10)),
  address: Config.all({
    host: Config.String("WORKER_HOST").pipe(Config.withDefault("127.0.0.1")),
    port: Config.Port("WORKER_PORT").pipe(Config.withDefault(34431)),
    listenHost: Config.String("WORKER_LISTEN_HOST").pipe(Config.withDefault("127.0.0.1"))
  }),
  capacity: Config.all({
    perWorker: Config.Int("WORKER_JOBS").pipe(Config.withDefault(8)),
    perTenant: Config.Int("WORKER_JOBS_PER_TENANT").pipe(Config.withDefault(4))
  })
})

const worker = Effect.map(config, (options) => workerLayer(options, JobRegistry.layer<never>([])))

launchWorker(Layer.unwrap(worker))

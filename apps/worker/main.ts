import { Config, Duration, Effect, Layer, Option, Schema } from "effect"
import { assertPowerless } from "../../adapters/postgres/assertPowerless.ts"
import { checkListen } from "../../adapters/process/CannotListen.ts"
import { logsLayer } from "../../adapters/telemetry/logs.ts"
import { tracesLayer } from "../../adapters/telemetry/traces.ts"
import { receiverLimits, tellOfLoopback } from "../../adapters/webhooks/receiverLimits.ts"
import { readMasterKeys } from "../../adapters/vault/masterKeys.ts"
import { jobsLayer } from "./jobs.ts"
import { launchWorker } from "./launchWorker.ts"
import { simulations } from "./simulations.ts"
import { usuallyKept, workerLayer } from "./workerLayer.ts"

const atLeastOne = (name: string, otherwise: number) =>
  Config.schema(Schema.NumberFromString.check(Schema.isInt(), Schema.isGreaterThan(0)), name).pipe(
    Config.withDefault(otherwise)
  )

const days = (name: string, otherwise: Duration.Duration) =>
  Config.map(atLeastOne(name, Duration.toDays(otherwise)), Duration.days)

const config = Config.all({
  databaseUrl: Config.Redacted("DATABASE_URL"),
  connections: atLeastOne("DATABASE_POOL", 10),
  masterKey: Config.option(Config.Redacted("AZALS_MASTER_KEY")),
  address: Config.all({
    host: Config.String("WORKER_HOST").pipe(Config.withDefault("127.0.0.1")),
    port: Config.Port("WORKER_PORT").pipe(Config.withDefault(34431)),
    listenHost: Config.String("WORKER_LISTEN_HOST").pipe(Config.withDefault("127.0.0.1"))
  }),
  capacity: Config.all({
    perWorker: atLeastOne("WORKER_JOBS", 8),
    perTenant: atLeastOne("WORKER_JOBS_PER_TENANT", 4)
  }),
  kept: Config.all({
    jobs: Config.all({
      ended: days("KEEP_ENDED_JOBS_DAYS", usuallyKept.jobs.ended),
      dead: days("KEEP_FAILED_JOBS_DAYS", usuallyKept.jobs.dead)
    }),
    events: days("KEEP_EVENTS_DAYS", usuallyKept.events),
    deliveries: days("KEEP_DELIVERIES_DAYS", usuallyKept.deliveries),
    notificationBodies: days("KEEP_NOTIFICATION_BODIES_DAYS", usuallyKept.notificationBodies),
    processes: days("KEEP_ENDED_PROCESSES_DAYS", usuallyKept.processes)
  }),
  receivers: receiverLimits,
  simulations
})

const worker = Effect.gen(function* () {
  const options = yield* config
  yield* assertPowerless(options.databaseUrl, "DATABASE_URL")
  const { listenHost: host, port } = options.address
  yield* checkListen({ host, port }, { host: "WORKER_LISTEN_HOST", port: "WORKER_PORT" })
  const masterKeys = yield* readMasterKeys(Option.getOrUndefined(options.masterKey))
  yield* tellOfLoopback(options.receivers)
  return workerLayer({ ...options, masterKeys }, jobsLayer({ ...options, masterKeys }))
})

const telemetry = Layer.merge(logsLayer, tracesLayer("azals-worker"))

launchWorker(Layer.provide(Layer.unwrap(worker), telemetry))

import { Effect, Redacted } from "effect"
import type { EmbeddedDatabase } from "../../adapters/embedded/EmbeddedDatabase.ts"
import { assertPowerless } from "../../adapters/postgres/assertPowerless.ts"
import { migrate } from "../../adapters/postgres/migrate.ts"
import { environmentLanguage } from "../../adapters/process/environmentLanguage.ts"
import { freePort } from "../../adapters/process/freePort.ts"
import { runService } from "../../adapters/process/runService.ts"
import type { Texts } from "../../domain/shared/Language.ts"
import { simulationSettings } from "../../simulators/host/simulationSettings.ts"
import { welcome } from "./welcome.ts"
import { Impossible } from "./CommandFailure.ts"
import { database } from "./database.ts"
import { demoCompanies } from "./demo.ts"
import { machineMasterKey } from "./masterKey.ts"
import { notMigrated } from "./migrateDatabase.ts"
import { serviceProcess } from "./ServiceProcess.ts"
import { startSettings } from "./startSettings.ts"

const language = environmentLanguage(process.env)

const say = (text: Texts) => Effect.sync(() => void process.stderr.write(`${text[language]}\n`))

/** The whole service on this machine: database, migrations, demo companies, API and worker, until it is interrupted. */
const start = Effect.gen(function* () {
  const { host, port } = yield* startSettings
  yield* say({ fr: "Démarrage…", en: "Starting…" })
  yield* Effect.addFinalizer(() => say({ fr: "AZALSCORE est arrêté.", en: "AZALSCORE has stopped." }))
  const databases = yield* database({ join: false })
  yield* Effect.mapError(migrate(databases.admin, databases.login), notMigrated)
  yield* assertPowerless(databases.service, "DATABASE_URL")
  const masterKey = yield* machineMasterKey({ make: true })
  const companies = yield* demoCompanies(databases, masterKey)
  const simulations = yield* simulationAddresses
  const env = yield* environmentOf(databases, masterKey, simulations)
  yield* Effect.forkScoped(forEver("simulators", env, simulatorsEnded))
  yield* Effect.forkScoped(forEver("worker", env, workerEnded))
  const metricsPort = process.env["METRICS_PORT"] ?? String(yield* freePort)
  const api = yield* serviceProcess("server", {
    ...env,
    HOST: host,
    PORT: String(port),
    METRICS_PORT: metricsPort
  })
  const stopped = Effect.flatMap(api.ended, (how) => new Impossible({ reason: apiEnded(how) }))
  yield* Effect.raceFirst(api.ready, stopped)
  const simulators = Object.entries(simulationSettings).map(
    ([name, setting]) => [name, simulations[setting] ?? ""] as const
  )
  const running = { host, port, metricsPort, companies, simulators, connected: masterKey !== undefined }
  yield* Effect.sync(() => process.stdout.write(welcome(running, language)))
  yield* Effect.raceFirst(stopped, databases.stopped)
}).pipe(Effect.scoped)

const environmentOf = (
  databases: EmbeddedDatabase,
  masterKey: Redacted.Redacted | undefined,
  simulations: Readonly<Record<string, string>>
) =>
  Effect.map(freePort, (port) => ({
    DATABASE_URL: Redacted.value(databases.service),
    WORKER_PORT: process.env["WORKER_PORT"] ?? String(port),
    ...simulations,
    LOG_LEVEL: process.env["LOG_LEVEL"] ?? "Warn",
    ...(masterKey === undefined ? {} : { AZALS_MASTER_KEY: Redacted.value(masterKey) })
  }))

/** Where the simulated providers of this machine answer. */
const simulationAddresses = Effect.map(
  Effect.forEach(Object.values(simulationSettings), (name) =>
    Effect.map(freePort, (port) => [name, process.env[name] ?? `http://127.0.0.1:${port}`] as const)
  ),
  Object.fromEntries<string>
)

/** The API goes on without a worker or simulators: jobs wait. It is told each time, and the process comes back. */
const forEver = (
  name: "simulators" | "worker",
  env: Readonly<Record<string, string>>,
  told: (how: string) => Texts
) =>
  Effect.scoped(Effect.flatMap(serviceProcess(name, env), ({ ended }) => ended)).pipe(
    Effect.tap((how) => say(told(how))),
    Effect.andThen(Effect.sleep("2 seconds")),
    Effect.forever
  )

const apiEnded = (how: string): Texts => ({
  fr: `L'API s'est arrêtée d'elle-même (${how}) : tout s'arrête. La raison est écrite plus haut.`,
  en: `The API stopped by itself (${how}): everything stops. The reason stands above.`
})

const workerEnded = (how: string): Texts => ({
  fr: `Le worker s'est arrêté de lui-même (${how}) ; il redémarre dans 2 secondes. Les tâches attendent.`,
  en: `The worker stopped by itself (${how}); it starts again in 2 seconds. Jobs wait.`
})

const simulatorsEnded = (how: string): Texts => ({
  fr: `Les simulateurs se sont arrêtés d'eux-mêmes (${how}) ; ils redémarrent dans 2 secondes.`,
  en: `The simulators stopped by themselves (${how}); they start again in 2 seconds.`
})

runService(start)

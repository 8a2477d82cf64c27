import { PgClient } from "@effect/sql-pg"
import { Data, Effect, Redacted, Schedule, type Scope } from "effect"
import { SqlClient } from "effect/sql"
import type { ChildProcess } from "node:child_process"
import { existsSync } from "node:fs"
import { createServer } from "node:net"
import { join } from "node:path"
import type { Texts } from "../../domain/shared/Language.ts"
import { initialise, keepSecrets } from "./DataFolder.ts"
import { lastOutput } from "./ended.ts"
import { explain, heldByAnother, stoppedByItself } from "./explain.ts"
import { holdFolder, runningServer, stopLeftover } from "./RunningServer.ts"
import { binaries, run } from "./ServerProcess.ts"

/** The embedded server could not be made ready, or died; `reason` is one sentence for a person. */
export class EmbeddedDatabaseFailed extends Data.TaggedError("EmbeddedDatabaseFailed")<{
  readonly reason: Texts
}> {}

export interface EmbeddedDatabase {
  /** The superuser that migrates. */
  readonly admin: Redacted.Redacted
  /** The login that the service uses and that owns nothing. */
  readonly service: Redacted.Redacted
  readonly login: string
  /** Fails when the server dies by itself. */
  readonly stopped: Effect.Effect<never, EmbeddedDatabaseFailed>
}

/**
 * A PostgreSQL 18 from npm packages, on 127.0.0.1 and a free port, that stops with the scope. Data and the generated
 * passwords stay in `folder` and survive a restart; `durable: false` trades durability for speed, for tests. A server
 * that a killed service left behind is stopped first. Where a service runs on the folder, `join` uses its server;
 * without it that is a failure.
 */
export const embeddedDatabase = Effect.fn("embedded.database")(function* (options: {
  readonly folder: string
  readonly durable: boolean
  readonly join?: boolean
}) {
  const programs = yield* attempt(binaries)
  const secrets = yield* attempt(() => keepSecrets(options.folder))
  const data = join(options.folder, "postgres")
  const running = yield* usedBy(data, secrets.admin)
  if (running !== undefined) {
    return options.join === true
      ? addresses(running.port, secrets, Effect.never)
      : yield* new EmbeddedDatabaseFailed({ reason: heldByAnother })
  }
  if (!existsSync(join(data, "PG_VERSION"))) {
    yield* attempt(() => initialise(programs.initdb, data, options.folder))
  }
  const port = yield* attempt(freePort)
  const stopped = yield* serve(programs.postgres, data, { port, durable: options.durable, ...secrets })
  yield* prepare(address("postgres", secrets.admin, port, "postgres"), secrets.service)
  return addresses(port, secrets, stopped)
})

const login = "azals_login"

const address = (user: string, password: string, port: number, database: string) =>
  Redacted.make(`postgres://${user}:${password}@127.0.0.1:${port}/${database}`)

const addresses = (
  port: number,
  secrets: { readonly admin: string; readonly service: string },
  stopped: EmbeddedDatabase["stopped"]
): EmbeddedDatabase => ({
  admin: address("postgres", secrets.admin, port, "azals"),
  service: address(login, secrets.service, port, "azals"),
  login,
  stopped
})

const attempt = <A>(work: () => A | Promise<A>) =>
  Effect.tryPromise({
    try: async () => work(),
    catch: (cause) => new EmbeddedDatabaseFailed({ reason: explain(String(cause)) })
  })

/** The server of a living service on this folder, if there is one; the server of a dead service is stopped. */
const usedBy = (data: string, password: string) =>
  Effect.gen(function* () {
    const found = runningServer(data)
    if (found === undefined) return undefined
    const isFree = Effect.scoped(holdFolder(address("postgres", password, found.port, "postgres")))
    const free = yield* isFree.pipe(
      // A service that has just started holds its folder a moment after its server answers.
      Effect.flatMap((first) =>
        first ? Effect.andThen(Effect.sleep("1 second"), isFree) : Effect.succeed(first)
      ),
      Effect.retry({
        while: () => runningServer(data) !== undefined,
        schedule: Schedule.spaced("100 millis"),
        times: 100
      }),
      Effect.catchTag("SqlError", () => Effect.succeed("silent" as const))
    )
    if (free === false) return found
    if (runningServer(data) === undefined) return undefined
    if (free === "silent") return yield* new EmbeddedDatabaseFailed({ reason: silent(found.pid) })
    yield* Effect.mapError(
      stopLeftover(found),
      () => new EmbeddedDatabaseFailed({ reason: silent(found.pid) })
    )
    return undefined
  })

const silent = (pid: number): Texts => ({
  fr: `Un PostgreSQL (processus ${pid}) tient le dossier de données et ne répond pas : arrêtez-le, puis relancez.`,
  en: `A PostgreSQL (process ${pid}) holds the data folder and does not answer: stop it, then start again.`
})

/** Starts the server and holds the folder; answers the effect that fails when the server dies. */
const serve = (
  program: string,
  data: string,
  { admin, durable, port }: { readonly admin: string; readonly durable: boolean; readonly port: number }
): Effect.Effect<EmbeddedDatabase["stopped"], EmbeddedDatabaseFailed, Scope.Scope> =>
  Effect.gen(function* () {
    const server = yield* Effect.acquireRelease(
      Effect.sync(() => run(program, ["-D", data, ...settings(port, durable)])),
      (child) => Effect.promise(() => stop(child))
    )
    const output = lastOutput(server)
    const failed = () => new EmbeddedDatabaseFailed({ reason: explain(output()) })
    const dead = Effect.suspend(() => (isOver(server) ? Effect.fail(failed()) : Effect.void))
    const held = yield* Effect.andThen(dead, holdFolder(address("postgres", admin, port, "postgres"))).pipe(
      Effect.retry({
        while: (error) => error._tag === "SqlError",
        schedule: Schedule.spaced("50 millis"),
        times: 400
      }),
      Effect.catchTag("SqlError", () => Effect.fail(failed()))
    )
    if (!held) return yield* new EmbeddedDatabaseFailed({ reason: heldByAnother })
    return Effect.callback<never, EmbeddedDatabaseFailed>((resume) => {
      const report = () =>
        resume(Effect.fail(new EmbeddedDatabaseFailed({ reason: stoppedByItself(output()) })))
      if (isOver(server)) return report()
      server.once("close", report)
    })
  })

const settings = (port: number, durable: boolean) =>
  [
    "listen_addresses=127.0.0.1",
    `port=${port}`,
    "unix_socket_directories=",
    "max_connections=200",
    "shared_buffers=256MB",
    "wal_level=minimal",
    "max_wal_senders=0",
    "jit=off",
    // A new company's tables grow from nothing: plans made for empty tables are wrong until statistics exist.
    "autovacuum_naptime=15s",
    "log_min_messages=fatal",
    // Repeated hashing protects passwords that can be guessed; these are random, and tests open thousands of sessions.
    ...(durable ? [] : ["fsync=off", "full_page_writes=off", "scram_iterations=1"])
  ].flatMap((setting) => ["-c", setting])

const isOver = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null || child.pid === undefined

/** SIGINT is PostgreSQL's fast shutdown: clients are cut, data is written, nothing is lost. */
const stop = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (isOver(child)) return resolve()
    child.once("close", () => resolve())
    child.kill("SIGINT")
  })

const prepare = (admin: Redacted.Redacted, password: string) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    const roles = yield* sql`select 1 from pg_roles where rolname = ${login}`
    const secret = sql.literal(`'${password}'`)
    if (roles.length === 0) {
      yield* sql`create role ${sql(login)} login noinherit nosuperuser nobypassrls password ${secret}`
    }
    const databases = yield* sql`select 1 from pg_database where datname = 'azals'`
    if (databases.length === 0) yield* sql`create database azals`
  }).pipe(
    Effect.provide(PgClient.layer({ url: admin, maxConnections: 1 })),
    Effect.catchTag("SqlError", (error) =>
      Effect.fail(new EmbeddedDatabaseFailed({ reason: explain(error.message) }))
    )
  )

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer()
    probe.once("error", reject)
    probe.listen(0, "127.0.0.1", () => {
      const bound = probe.address()
      probe.close(() =>
        typeof bound === "object" && bound !== null ? resolve(bound.port) : reject(new Error("no port"))
      )
    })
  })

import { PgClient } from "@effect/sql-pg"
import { Data, Effect, Redacted, Schedule } from "effect"
import { Reactivity } from "effect/reactivity"
import { SqlClient } from "effect/sql"
import type { ChildProcess } from "node:child_process"
import { randomBytes } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { join } from "node:path"
import { binaries, makeDataFolder, run } from "./ServerProcess.ts"

/** The embedded server could not be made ready; `reason` is one sentence for a person. */
export class EmbeddedDatabaseFailed extends Data.TaggedError("EmbeddedDatabaseFailed")<{
  readonly reason: string
}> {}

const login = "azals_login"

/**
 * A PostgreSQL 18 from npm packages, on 127.0.0.1 and a free port, that stops with the scope. Data and the generated
 * passwords stay in `folder` and survive a restart; `durable: false` trades durability for speed, for tests.
 * Answers the address of the superuser that migrates, and of the login that the service uses and that owns nothing.
 */
export const embeddedDatabase = Effect.fn("embedded.database")(function* (options: {
  readonly folder: string
  readonly durable: boolean
}) {
  const programs = yield* attempt(binaries)
  const secrets = yield* attempt(() => keepSecrets(options.folder))
  const data = join(options.folder, "postgres")
  if (!existsSync(join(data, "PG_VERSION"))) yield* initialise(programs.initdb, data, options.folder)
  const port = yield* attempt(freePort)
  const url = (user: string, password: string, database: string) =>
    Redacted.make(`postgres://${user}:${password}@127.0.0.1:${port}/${database}`)
  yield* serve(programs.postgres, data, port, options.durable, url("postgres", secrets.admin, "postgres"))
  yield* prepare(url("postgres", secrets.admin, "postgres"), secrets.service)
  return {
    admin: url("postgres", secrets.admin, "azals"),
    service: url(login, secrets.service, "azals"),
    login
  }
})

const attempt = <A>(work: () => A | Promise<A>) =>
  Effect.tryPromise({
    try: async () => work(),
    catch: (cause) => new EmbeddedDatabaseFailed({ reason: explain(String(cause)) })
  })

/** The passwords of this data folder: drawn once, readable by their owner only. */
const keepSecrets = (folder: string) => {
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  const keep = (name: string) => {
    const file = join(folder, `${name}.secret`)
    if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString("hex"), { mode: 0o600 })
    return readFileSync(file, "utf8").trim()
  }
  return { admin: keep("admin"), service: keep("service") }
}

const initialise = (initdb: string, data: string, folder: string) =>
  attempt(async () => {
    rmSync(data, { recursive: true, force: true })
    makeDataFolder(data)
    const flags = ["--encoding=UTF8", "--locale=C", "--auth=scram-sha-256", "--username=postgres"]
    const { code, output } = await finished(
      run(initdb, ["-D", data, `--pwfile=${join(folder, "admin.secret")}`, ...flags])
    )
    if (code !== 0) throw new Error(output)
  })

const finished = (child: ChildProcess) =>
  new Promise<{ readonly code: number | null; readonly output: string }>((resolve, reject) => {
    const output = lastOutput(child)
    child.once("error", reject)
    child.once("close", (code) => resolve({ code, output: output() }))
  })

const lastOutput = (child: ChildProcess) => {
  let text = ""
  const note = (chunk: Buffer) => void (text = (text + chunk.toString()).slice(-4000))
  child.stdout?.on("data", note)
  child.stderr?.on("data", note)
  return () => text
}

const serve = (program: string, data: string, port: number, durable: boolean, admin: Redacted.Redacted) =>
  Effect.gen(function* () {
    const settings = [
      "listen_addresses=127.0.0.1",
      `port=${port}`,
      "unix_socket_directories=",
      "max_connections=200",
      "shared_buffers=256MB",
      "wal_level=minimal",
      "max_wal_senders=0",
      "jit=off",
      "log_min_messages=fatal",
      ...(durable ? [] : ["fsync=off", "full_page_writes=off"])
    ].flatMap((setting) => ["-c", setting])
    const server = yield* Effect.acquireRelease(
      Effect.sync(() => run(program, ["-D", data, ...settings])),
      (child) => Effect.promise(() => stop(child))
    )
    const output = lastOutput(server)
    const failed = () => new EmbeddedDatabaseFailed({ reason: explain(output()) })
    const dead = Effect.suspend(() =>
      server.exitCode !== null || server.pid === undefined ? Effect.fail(failed()) : Effect.void
    )
    const answers = Effect.scoped(Effect.flatMap(PgClient.makeClient({ url: admin }), (sql) => sql`select 1`))
    yield* Effect.andThen(dead, answers).pipe(
      Effect.provide(Reactivity.layer),
      Effect.retry({
        while: (error) => error._tag === "SqlError",
        schedule: Schedule.spaced("50 millis"),
        times: 400
      }),
      Effect.catchTag("SqlError", () => Effect.fail(failed()))
    )
  })

/** SIGINT is PostgreSQL's fast shutdown: clients are cut, data is written, nothing is lost. */
const stop = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return resolve()
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
      const address = probe.address()
      probe.close(() =>
        typeof address === "object" && address !== null ? resolve(address.port) : reject(new Error("no port"))
      )
    })
  })

const explain = (text: string): string => {
  if (/ENOSPC|No space left/i.test(text)) return "The disk is full: PostgreSQL cannot write its data."
  if (/EACCES|Permission denied/i.test(text)) return "The data folder cannot be written: check who owns it."
  if (/postmaster\.pid" already exists/i.test(text)) {
    return "Another AZALSCORE runs on this data folder: stop it first."
  }
  return `PostgreSQL did not start: ${text.trim().split("\n").at(-1)?.trim() || "it gave no reason"}`
}

import { PgConnection } from "@effect/sql-pg"
import { Effect, type Redacted, Schedule } from "effect"
import { readFileSync } from "node:fs"
import { join } from "node:path"

/** A PostgreSQL that has a data folder open, as its `postmaster.pid` says. */
export interface RunningServer {
  readonly pid: number
  readonly port: number
}

/** Who has the data folder open; none when the file is stale: the process is gone, or is no PostgreSQL. */
export const runningServer = (data: string): RunningServer | undefined => {
  const [pid, , , port] = readOrEmpty(join(data, "postmaster.pid")).split("\n").map(Number)
  if (pid === undefined || !Number.isSafeInteger(pid) || pid <= 1 || !isPostgres(pid)) return undefined
  return { pid, port: port ?? 0 }
}

/**
 * Whoever uses the folder holds this lock on a session of its own, so that the lock of a killed service is free. Held
 * until the scope closes. Answers whether it was free.
 */
export const holdFolder = (admin: Redacted.Redacted) =>
  Effect.gen(function* () {
    const session = yield* PgConnection.make({ url: admin, applicationName: "azalscore folder" })
    const { rows } = yield* session.query("select pg_try_advisory_lock(7274253) as held")
    return rows[0]?.["held"] === true
  })

/** Fast shutdown of a server that a killed service left behind: nothing is lost. Waits for its end, 20 seconds at most. */
export const stopLeftover = ({ pid }: RunningServer) =>
  Effect.sync(() => process.kill(pid, "SIGINT")).pipe(
    Effect.andThen(
      Effect.suspend(() => (isPostgres(pid) ? Effect.fail("running" as const) : Effect.void)).pipe(
        Effect.retry({ schedule: Schedule.spaced("100 millis"), times: 200 })
      )
    )
  )

const isPostgres = (pid: number) => {
  try {
    process.kill(pid, 0)
  } catch (fault) {
    if (!(fault instanceof Error && "code" in fault && fault.code === "EPERM")) return false
  }
  const name = readOrEmpty(`/proc/${pid}/comm`).trim()
  return process.platform !== "linux" || name.startsWith("postgres")
}

const readOrEmpty = (file: string) => {
  try {
    return readFileSync(file, "utf8")
  } catch {
    return ""
  }
}

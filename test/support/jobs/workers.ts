import { Effect, Redacted, type Scope } from "effect"
import { type ChildProcess, spawn } from "node:child_process"
import { createServer } from "node:net"
import { join } from "node:path"

/** A worker in a process of its own. */
export interface WorkerProcess {
  readonly pid: number
  /** Ends the process as a power cut would. */
  readonly kill: Effect.Effect<void>
  /** Asks it to stop. Answers its exit code. */
  readonly stop: Effect.Effect<number | null>
}

/** The worker of production. */
export const productionWorkerFile = join(import.meta.dirname, "..", "..", "..", "apps", "worker", "main.ts")

const testWorkerFile = join(import.meta.dirname, "testWorker.ts")

/** Starts a worker, with the test kinds unless told; it is asked to stop when the scope closes. */
export const startWorker = (
  database: Redacted.Redacted,
  file = testWorkerFile,
  settings: Readonly<Record<string, string>> = {}
): Effect.Effect<WorkerProcess, never, Scope.Scope> =>
  Effect.gen(function* () {
    const port = yield* freePort
    const child = yield* Effect.acquireRelease(
      Effect.sync(() =>
        spawn(process.execPath, [file], {
          env: {
            ...process.env,
            DATABASE_URL: Redacted.value(database),
            WORKER_PORT: String(port),
            ...settings
          },
          stdio: ["ignore", "ignore", "inherit"]
        })
      ),
      (running) => signal(running, "SIGTERM")
    )
    return {
      pid: child.pid ?? 0,
      kill: Effect.asVoid(signal(child, "SIGKILL")),
      stop: signal(child, "SIGTERM")
    }
  })

const signal = (child: ChildProcess, name: "SIGKILL" | "SIGTERM") =>
  Effect.callback<number | null>((resume) => {
    if (child.exitCode !== null || child.signalCode !== null) return resume(Effect.succeed(child.exitCode))
    child.once("exit", (code) => resume(Effect.succeed(code)))
    child.kill(name)
    // A worker that a failed test left frozen hears nothing else.
    child.kill("SIGCONT")
  })

const freePort = Effect.callback<number>((resume) => {
  const probe = createServer()
  probe.listen(0, "127.0.0.1", () => {
    const address = probe.address()
    probe.close(() =>
      resume(
        typeof address === "object" && address !== null ? Effect.succeed(address.port) : Effect.die("no port")
      )
    )
  })
})

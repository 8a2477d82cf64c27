import { Deferred, Effect } from "effect"
import { type ChildProcess, spawn } from "node:child_process"
import { join } from "node:path"
import { workerMemory } from "../../adapters/process/workerMemory.ts"

/** One of the processes that make the service. `ended` answers how it left, whenever it does. */
export interface ServiceProcess {
  readonly ready: Effect.Effect<void>
  readonly ended: Effect.Effect<string>
}

/**
 * Starts `apps/<name>/main.ts` in a process group of its own, so that a Ctrl-C reaches this process alone, which then
 * stops the others in order. The child ends by itself when this process is killed. Its output goes to stderr.
 */
export const serviceProcess = (
  name: "server" | "simulators" | "worker",
  env: Readonly<Record<string, string>>
) =>
  Effect.gen(function* () {
    const ready = yield* Deferred.make<void>()
    const ended = yield* Deferred.make<string>()
    yield* Effect.acquireRelease(
      Effect.sync(() => {
        const flags = name === "worker" ? workerMemory : []
        const program = join(import.meta.dirname, "..", name, "main.ts")
        const child = spawn(process.execPath, [...flags, program], {
          env: { ...process.env, ...env },
          detached: process.platform !== "win32",
          stdio: ["ignore", 2, 2, "ipc"]
        })
        child.once("message", () => Deferred.doneUnsafe(ready, Effect.void))
        child.once("error", (fault) => Deferred.doneUnsafe(ended, Effect.succeed(fault.message)))
        child.once("exit", (code, signal) =>
          Deferred.doneUnsafe(ended, Effect.succeed(signal ?? `code ${code}`))
        )
        return child
      }),
      (child) => stop(child, Deferred.await(ended))
    )
    return { ready: Deferred.await(ready), ended: Deferred.await(ended) } satisfies ServiceProcess
  })

/** Asks, waits ten seconds, and then ends it. */
const stop = (child: ChildProcess, ended: Effect.Effect<string>) =>
  Effect.sync(() => child.kill("SIGTERM")).pipe(
    Effect.andThen(
      Effect.timeoutOrElse(ended, {
        duration: "10 seconds",
        orElse: () =>
          Effect.andThen(
            Effect.sync(() => child.kill("SIGKILL")),
            ended
          )
      })
    )
  )

import { Effect } from "effect"
import { fork } from "node:child_process"

/** Starts a server module in a process of its own, and waits for the port that it sends. Ends with the scope. */
export const serverProcess = (file: string, databaseUrl: string) =>
  Effect.map(
    Effect.acquireRelease(
      Effect.promise(
        () =>
          new Promise<{ readonly port: number; readonly stop: () => Promise<void> }>((resolve, reject) => {
            const child = fork(file, { env: { ...process.env, BENCH_DATABASE_URL: databaseUrl } })
            child.once("error", reject)
            child.once("exit", (code) => reject(new Error(`${file} ended with ${code}`)))
            child.once("message", (port) =>
              resolve({
                port: Number(port),
                stop: () =>
                  new Promise((stopped) => {
                    child.once("exit", () => stopped())
                    child.kill("SIGKILL")
                  })
              })
            )
          })
      ),
      ({ stop }) => Effect.promise(stop)
    ),
    ({ port }) => port
  )

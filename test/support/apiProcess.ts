import { Effect } from "effect"
import { spawn } from "node:child_process"
import { join } from "node:path"
import { takenPort } from "./startedService.ts"

const program = join(import.meta.dirname, "..", "..", "apps", "server", "main.ts")

/**
 * The API as its own process, as it is deployed; everything that it writes is kept. It is asked to stop, and is waited
 * for, when the scope closes, or before with `stop`.
 */
export const apiProcess = (databaseUrl: string, env: Readonly<Record<string, string>> = {}) =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      const [port, metricsPort] = [await freePort(), await freePort()]
      const child = spawn(process.execPath, [program], {
        env: {
          ...process.env,
          DATABASE_URL: databaseUrl,
          PORT: String(port),
          METRICS_PORT: String(metricsPort),
          LOG_LEVEL: "Debug",
          ...env
        },
        stdio: ["ignore", "pipe", "pipe", "ipc"]
      })
      let logs = ""
      child.stdout?.on("data", (chunk: Buffer) => (logs += chunk.toString()))
      child.stderr?.on("data", (chunk: Buffer) => (logs += chunk.toString()))
      const ended = new Promise((resolve) => child.once("close", resolve))
      await Promise.race([new Promise((resolve) => child.once("message", resolve)), ended])
      const stop = Effect.promise(() => {
        child.kill("SIGTERM")
        return ended
      })
      return {
        url: `http://127.0.0.1:${port}`,
        metrics: `http://127.0.0.1:${metricsPort}/metrics`,
        logs: () => logs,
        stop
      }
    }),
    ({ stop }) => stop
  )

const freePort = async () => {
  const { free, port } = await takenPort()
  await free()
  return port
}

import { Effect } from "effect"
import { spawn } from "node:child_process"
import { createServer } from "node:http"
import { join } from "node:path"
import { takenPort } from "./startedService.ts"
import { serviceUrl } from "./database.ts"

const root = join(import.meta.dirname, "..", "..")

const freePort = Effect.promise(async () => {
  const { free, port } = await takenPort()
  await free()
  return port
})

/** Keeps all that is sent to it: what a collector of traces and metrics would see. */
export const collector = Effect.gen(function* () {
  let seen = ""
  const server = yield* Effect.acquireRelease(
    Effect.promise(
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve) => {
          const made = createServer((request, response) => {
            request.on("data", (chunk: Buffer) => (seen += chunk.toString()))
            request.on("end", () => void response.end("{}"))
          })
          made.listen(0, "127.0.0.1", () => resolve(made))
        })
    ),
    (made) => Effect.sync(() => made.close())
  )
  const address = server.address()
  const port = typeof address === "object" && address !== null ? address.port : 0
  return { url: `http://127.0.0.1:${port}`, seen: () => seen }
})

/** The API as a process of its own, as it is deployed, with everything that it writes. */
export const deployed = (collectorUrl: string, masterKey: string) =>
  Effect.gen(function* () {
    const [port, metricsPort] = [yield* freePort, yield* freePort]
    const child = spawn(process.execPath, [join(root, "apps", "server", "main.ts")], {
      env: {
        ...process.env,
        DATABASE_URL: serviceUrl(),
        AZALS_MASTER_KEY: masterKey,
        PORT: String(port),
        METRICS_PORT: String(metricsPort),
        LOG_LEVEL: "All",
        OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl
      },
      stdio: ["ignore", "pipe", "pipe", "ipc"]
    })
    let written = ""
    child.stdout?.on("data", (chunk: Buffer) => (written += chunk.toString()))
    child.stderr?.on("data", (chunk: Buffer) => (written += chunk.toString()))
    const ended = new Promise<void>((resolve) => child.once("close", () => resolve()))
    const stop = Effect.promise(() => {
      child.kill("SIGTERM")
      return ended
    })
    yield* Effect.addFinalizer(() => stop)
    yield* Effect.promise(() =>
      Promise.race([new Promise((resolve) => child.once("message", resolve)), ended])
    )
    return {
      url: `http://127.0.0.1:${port}`,
      metrics: `http://127.0.0.1:${metricsPort}/metrics`,
      written: () => written,
      stop
    }
  })

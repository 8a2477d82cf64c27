import { assert, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { spawn } from "node:child_process"
import { createServer } from "node:http"
import { join } from "node:path"
import { inject } from "vitest"
import { drawMasterKey } from "../../../adapters/vault/masterKeys.ts"
import { send, textAt } from "../../support/books.ts"
import { call, Host } from "../../support/hosts.ts"
import { everyStoredText } from "../../support/providers/everyStoredText.ts"
import { takenPort } from "../../support/startedService.ts"
import { companyWithKey, tenantSqlLayer } from "../../support/tenants.ts"

const root = join(import.meta.dirname, "..", "..", "..")
const masterKey = drawMasterKey("leaks")
const secret = "Pl41n-s3cret-of-a-connection"

const freePort = Effect.promise(async () => {
  const { free, port } = await takenPort()
  await free()
  return port
})

/** Keeps all that is sent to it: what a collector of traces and metrics would see. */
const collector = Effect.gen(function* () {
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
const deployed = (collectorUrl: string) =>
  Effect.gen(function* () {
    const [port, metricsPort] = [yield* freePort, yield* freePort]
    const child = spawn(process.execPath, [join(root, "apps", "server", "main.ts")], {
      env: {
        ...process.env,
        DATABASE_URL: inject("serviceUrl"),
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

it.live("a secret stands in no log, trace, metric, answer or table, sealed or refused", () =>
  Effect.gen(function* () {
    const traces = yield* collector
    const service = yield* deployed(traces.url)
    const { key } = yield* companyWithKey()
    const connection = {
      provider: "swan",
      environment: "sandbox",
      label: "Compte",
      settings: {},
      secrets: { clientId: "client", clientSecret: secret }
    }
    const texts = yield* Effect.gen(function* () {
      const made = yield* send("POST", "/v2/finance/connections", key, connection)
      assert.strictEqual(made.status, 201, made.text)
      const rotate = `/v2/finance/connections/${textAt(made.json, "id")}/rotate`
      return [
        made.text,
        (yield* send("POST", rotate, key, { secrets: connection.secrets }, 1)).text,
        (yield* send("POST", rotate, key, { secrets: { [secret]: secret } }, 2)).text,
        (yield* send("POST", rotate, key, { secrets: secret }, 2)).text,
        (yield* send("POST", "/v2/finance/connections", key, { ...connection, clientSecret: secret })).text,
        (yield* send("POST", "/v2/finance/connections", key, { ...connection, environment: "moon" })).text,
        (yield* call("GET", "/v2/audit", { key })).text,
        yield* Effect.promise(() => fetch(service.metrics).then((answer) => answer.text()))
      ]
    }).pipe(Effect.provideService(Host, Host.of({ name: "deployed", url: service.url })))
    yield* service.stop
    const stored = yield* everyStoredText
    assert.include(traces.seen(), "providers.connect")
    assert.include(stored, "sealed_secret")
    const [, master = ""] = masterKey.split(":")
    const places = {
      written: service.written(),
      traced: traces.seen(),
      stored,
      answered: texts.filter((_, index) => index !== 2).join("\n")
    }
    for (const [place, text] of Object.entries(places)) {
      assert.isFalse(text.includes(secret), place)
      assert.isFalse(text.includes(Buffer.from(secret).toString("hex")), place)
      assert.isFalse(text.includes(Buffer.from(secret).toString("base64")), place)
      assert.isFalse(text.includes(master), place)
      assert.isFalse(text.includes(Buffer.from(master, "base64").toString("hex")), place)
    }
  }).pipe(Effect.scoped, Effect.provide(Layer.suspend(() => tenantSqlLayer)))
)

import { Effect, Layer, type Redacted, Schedule } from "effect"
import { HttpServer } from "effect/http"
import { Connect } from "../../adapters/postgres/Connect.ts"
import { TenantSql } from "../../adapters/postgres/TenantSql.ts"
import { freePort } from "../../adapters/process/freePort.ts"
import { httpServerLayer } from "../../apps/server/httpServer.ts"
import { jobsLayer } from "../../apps/worker/jobs.ts"
import { workerLayer } from "../../apps/worker/workerLayer.ts"
import { at, send } from "./books.ts"
import { call, Host, masterKeysForTests } from "./hosts.ts"
import { JobDatabase } from "./jobs/jobWorld.ts"
import { ownDatabase } from "./jobs/ownDatabase.ts"

/** The API on a database of its own, and the door to it: for tests whose jobs a real worker runs. */
export const fecWorld = Layer.unwrap(
  Effect.map(Effect.orDie(ownDatabase([])), ({ service: url }) =>
    Layer.mergeAll(
      hostOn(url),
      TenantSql.layer.pipe(Layer.provide(Connect.layerPool({ url, maxConnections: 4 }))),
      Layer.succeed(JobDatabase, JobDatabase.of({ url }))
    )
  )
)

/** A worker with the jobs of production, in this process, for as long as the layer lives. */
export const productionWorker = Layer.unwrap(
  Effect.gen(function* () {
    const { url } = yield* JobDatabase
    const port = yield* freePort
    return workerLayer(
      {
        databaseUrl: url,
        connections: 6,
        address: { host: "127.0.0.1", port, listenHost: "127.0.0.1" },
        capacity: { perWorker: 4, perTenant: 2 }
      },
      jobsLayer({ databaseUrl: url, connections: 6 })
    )
  })
)

const hostOn = (url: Redacted.Redacted) =>
  Layer.effect(
    Host,
    Effect.map(HttpServer.HttpServer, ({ address }) =>
      Host.of({
        name: "node",
        url: "port" in address ? `http://127.0.0.1:${address.port}` : "unreachable"
      })
    )
  ).pipe(
    Layer.provide(
      httpServerLayer({
        databaseUrl: url,
        maxConnections: 6,
        host: "127.0.0.1",
        port: 0,
        plainLoopbackOidc: true,
        masterKeys: masterKeysForTests
      })
    )
  )

/** Asks for a job and answers it once it has ended. */
export const runToEnd = Effect.fnUntraced(function* (
  method: "POST",
  path: string,
  key: string,
  body?: unknown,
  version?: number
) {
  const asked = yield* send(method, path, key, body, version)
  if (asked.status !== 202) return yield* Effect.die(`${path} answered ${asked.status}: ${asked.text}`)
  return yield* endOfJob(String(at(asked.json, "jobId")), key)
})

export const endOfJob = (id: string, key: string) =>
  Effect.repeat(
    Effect.map(call("GET", `/v2/jobs/${id}`, { key }), ({ json }) => json),
    {
      until: (json) => ["done", "failed", "cancelled"].includes(String(at(json, "status"))),
      schedule: Schedule.spaced("50 millis")
    }
  )

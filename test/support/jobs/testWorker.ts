import { Config, Effect, Layer } from "effect"
import { Connect } from "../../../adapters/postgres/Connect.ts"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { JobRegistry } from "../../../adapters/queue/JobRegistry.ts"
import { launchWorker } from "../../../apps/worker/launchWorker.ts"
import { workerLayer } from "../../../apps/worker/workerLayer.ts"
import { testHandlers } from "./testKinds.ts"

/** A worker as in production, with the test kinds: started as a process of its own by `workers.ts`. */
const worker = Effect.gen(function* () {
  const databaseUrl = yield* Config.Redacted("DATABASE_URL")
  const port = yield* Config.Port("WORKER_PORT")
  const registry = JobRegistry.layer(testHandlers).pipe(
    Layer.provide(TenantSql.layer),
    Layer.provide(Connect.layerPool({ url: databaseUrl, maxConnections: 8 }))
  )
  return workerLayer(
    {
      databaseUrl,
      connections: 8,
      address: { host: "127.0.0.1", port, listenHost: "127.0.0.1" },
      capacity: { perWorker: 8, perTenant: 4 }
    },
    registry
  )
})

launchWorker(Layer.unwrap(worker))

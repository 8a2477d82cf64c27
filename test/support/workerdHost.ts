import { Context, Effect, Layer } from "effect"
import { join } from "node:path"
import { createTestHarness } from "wrangler"
import { Host, testMasterKey } from "./hosts.ts"
import { projectRoot } from "./lintTree.ts"
import { serviceUrl } from "./database.ts"

/** What the Worker wrote on its console. */
export class WorkerdLogs extends Context.Service<
  WorkerdLogs,
  { readonly logs: () => ReadonlyArray<string> }
>()("test/WorkerdLogs") {}

/** The API in a real workerd, on a free port, with its Hyperdrive binding on a database and more variables. */
export const workerdOn = (databaseUrl: string, vars: Readonly<Record<string, string>> = {}) =>
  Layer.effectContext(
    Effect.gen(function* () {
      process.env["CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE"] = databaseUrl
      process.env["WRANGLER_SEND_METRICS"] = "false"
      process.env["XDG_CONFIG_HOME"] = join(projectRoot, ".wrangler", "config")
      const harness = createTestHarness({
        root: projectRoot,
        workers: [
          {
            configPath: "wrangler.toml",
            vars: { PLAIN_LOOPBACK_OIDC: "true", AZALS_MASTER_KEY: testMasterKey, ...vars }
          }
        ]
      })
      const { url } = yield* Effect.acquireRelease(
        Effect.promise(() => harness.listen()),
        () => Effect.promise(() => harness.close())
      )
      const logs = () => harness.getLogs().map(({ level, message }) => `${level} ${message}`)
      return Context.make(Host, Host.of({ name: "workerd", url: url.origin })).pipe(
        Context.add(WorkerdLogs, WorkerdLogs.of({ logs }))
      )
    })
  )

/** The same on the run's database. */
export const workerdHost = Layer.suspend(() => workerdOn(serviceUrl()))

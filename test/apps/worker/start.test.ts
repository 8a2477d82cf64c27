import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { spawn } from "node:child_process"
import { createServer } from "node:net"
import { join } from "node:path"
import { serviceUrl } from "../../support/database.ts"

const program = join(import.meta.dirname, "../../../apps/worker/main.ts")

/** Starts the worker of production and waits for its end. */
const run = (settings: Readonly<Record<string, string>>) =>
  Effect.callback<{ readonly code: number | null; readonly said: string }>((resume) => {
    const env = { PATH: process.env["PATH"] ?? "", LANG: "en_GB.UTF-8", ...settings }
    const child = spawn(process.execPath, [program], { env, stdio: ["ignore", "ignore", "pipe"] })
    let said = ""
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()))
    child.once("close", (code) => resume(Effect.succeed({ code, said: said.trim() })))
  })

const takenPort = Effect.acquireRelease(
  Effect.callback<{ readonly port: number; readonly close: () => void }>((resume) => {
    const server = createServer()
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      const port = typeof address === "object" && address !== null ? address.port : 0
      resume(Effect.succeed({ port, close: () => server.close() }))
    })
  }),
  ({ close }) => Effect.sync(close)
)

describe("a worker that cannot run says why and leaves with 1", () => {
  it.live("without a database", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* run({}), { code: 1, said: "The setting DATABASE_URL is required." })
      const unreachable = yield* run({ DATABASE_URL: "postgres://a:b@127.0.0.1:1/x" })
      assert.strictEqual(unreachable.code, 1)
      assert.lengthOf(unreachable.said.split("\n"), 1)
      assert.include(unreachable.said, "DATABASE_URL")
    })
  )

  it.live("with a capacity of nothing", () =>
    Effect.gen(function* () {
      const refused = yield* run({ DATABASE_URL: serviceUrl(), WORKER_JOBS: "0" })
      assert.deepStrictEqual(refused, {
        code: 1,
        said: "The value given to the setting WORKER_JOBS is not accepted."
      })
    })
  )

  it.live("on a port that is taken", () =>
    Effect.gen(function* () {
      const { port } = yield* takenPort
      const refused = yield* run({ DATABASE_URL: serviceUrl(), WORKER_PORT: String(port) })
      assert.strictEqual(refused.code, 1)
      assert.match(refused.said, new RegExp(`^Port ${port} is taken already: .* with WORKER_PORT\\.$`))
    }).pipe(Effect.scoped)
  )
})

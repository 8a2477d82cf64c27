import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { type ChildProcess, spawn } from "node:child_process"
import { join } from "node:path"
import { takenPort } from "../support/startedService.ts"
import { companyWithKey, tenantSqlLayer } from "../support/tenants.ts"
import { serviceUrl } from "../support/database.ts"

/** The API as its own process, as it is deployed. */
const api = async () => {
  const { free, port } = await takenPort()
  await free()
  const child = spawn(process.execPath, [join(import.meta.dirname, "../../apps/server/main.ts")], {
    env: { ...process.env, DATABASE_URL: serviceUrl(), PORT: String(port) },
    stdio: ["ignore", "ignore", "pipe", "ipc"]
  })
  let stderr = ""
  child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve))
  await Promise.race([new Promise((resolve) => child.once("message", resolve)), ended])
  return { child, ended, url: `http://127.0.0.1:${port}`, stderr: () => stderr }
}

/** A listener that has heard the beginning of the stream, and what comes of it. */
const listening = async (url: string, key: string) => {
  const answer = await fetch(`${url}/v2/events`, { headers: { authorization: `Bearer ${key}` } })
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  assert.include((await reader?.read())?.value, "retry:")
  const over = async (): Promise<string> => {
    const next = await reader?.read()
    return next?.done === false ? over() : "ended"
  }
  return { over: over().catch(() => "cut") }
}

const secondsUntil = async (child: ChildProcess, ended: Promise<number | null>) => {
  const began = performance.now()
  child.kill("SIGTERM")
  const code = await ended
  return { code, seconds: (performance.now() - began) / 1000 }
}

layer(tenantSqlLayer, { excludeTestServices: true, timeout: "60 seconds" })("the API, told to stop", (it) => {
  it.effect("ends at once and cleanly, though twenty listen to its events", () =>
    Effect.gen(function* () {
      const { key } = yield* companyWithKey()
      yield* Effect.promise(async () => {
        const { child, ended, stderr, url } = await api()
        const listeners = await Promise.all(Array.from({ length: 20 }, () => listening(url, key)))
        const { code, seconds } = await secondsUntil(child, ended)
        assert.strictEqual(code, 0, stderr())
        assert.isBelow(seconds, 5)
        const ends = await Promise.all(listeners.map(({ over }) => over))
        assert.deepStrictEqual([...new Set(ends)], ["ended"])
        assert.strictEqual(stderr(), "")
      })
    })
  )
})

import { Context, Effect, Layer, Redacted } from "effect"
import { HttpServer } from "effect/http"
import { type MasterKeys, readMasterKeys } from "../../adapters/vault/masterKeys.ts"
import { httpServerLayer } from "../../apps/server/httpServer.ts"
import { serviceUrl } from "./database.ts"

/** The master key of every test host: worth nothing anywhere else. */
export const testMasterKey = `test:${btoa("0123456789abcdef0123456789abcdef")}`

export const masterKeysForTests = Effect.runSync(readMasterKeys(Redacted.make(testMasterKey)))

/** A running host of the service: where it listens, and what it is. */
export class Host extends Context.Service<Host, { readonly name: string; readonly url: string }>()(
  "test/Host"
) {}

/** The API on Node, on a free port, over the run's database. */
export const nodeHost = Layer.suspend(() => nodeHostOn(Redacted.make(serviceUrl())))

/** The same over another database. */
export const nodeHostOn = (
  databaseUrl: Redacted.Redacted,
  { masterKeys }: { readonly masterKeys: MasterKeys | undefined } = { masterKeys: masterKeysForTests }
) =>
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
        databaseUrl,
        maxConnections: 16,
        host: "127.0.0.1",
        port: 0,
        plainLoopbackOidc: true,
        masterKeys
      })
    )
  )

/** One request to the running host. */
export const call = (
  method: string,
  path: string,
  options: {
    readonly key?: string
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: unknown
    /** For an answer without an end: what came within a second and a half. */
    readonly brief?: boolean
  } = {}
) =>
  Effect.gen(function* () {
    const { url } = yield* Host
    const authorization = options.key === undefined ? {} : { authorization: `Bearer ${options.key}` }
    const sent = options.body === undefined ? {} : { body: JSON.stringify(options.body) }
    const type = options.body === undefined ? {} : { "content-type": "application/json" }
    const response = yield* Effect.promise(() =>
      fetch(`${url}${path}`, { method, headers: { ...authorization, ...type, ...options.headers }, ...sent })
    )
    const text = yield* options.brief === true ? beginning(response) : Effect.promise(() => response.text())
    const isJson = (response.headers.get("content-type") ?? "").includes("json")
    const json: unknown = isJson && text !== "" ? JSON.parse(text) : undefined
    return { status: response.status, headers: response.headers, text, json }
  })

const beginning = ({ body }: Response) =>
  Effect.promise(async () => {
    let text = ""
    if (body === null) return text
    const reader = body.pipeThrough(new TextDecoderStream()).getReader()
    const late = AbortSignal.timeout(1500)
    late.addEventListener("abort", () => void reader.cancel())
    for (let part = await reader.read(); !part.done; part = await reader.read()) text += part.value
    return text
  })

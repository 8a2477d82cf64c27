import { Effect, Schema } from "effect"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { Fault, takeFault } from "./Fault.ts"
import type { Simulator } from "./Simulator.ts"
import { simulationPage } from "./simulationPage.ts"

export interface RunningSimulator {
  readonly url: string
  /** What goes wrong next, in this order; anybody may add to it, here or by `POST /simulation/faults`. */
  readonly faults: Array<Fault>
}

/**
 * The simulator behind a real HTTP server, until the scope closes. `GET /` is a page that says it is a simulation, and
 * each answer says so in the header `x-simulation`. Dies when the port is taken.
 */
export const serveSimulator = (
  simulator: Simulator,
  { host = "127.0.0.1", port = 0 }: { readonly host?: string; readonly port?: number } = {}
) =>
  Effect.gen(function* () {
    const faults: Array<Fault> = []
    const server = yield* Effect.acquireRelease(
      listening(
        createServer((request, response) => void respond(simulator, faults, request, response)),
        host,
        port
      ),
      closed
    )
    const bound = server.address()
    const taken = typeof bound === "object" && bound !== null ? bound.port : port
    return { url: `http://${host}:${taken}`, faults } satisfies RunningSimulator
  })

const listening = (server: Server, host: string, port: number) =>
  Effect.callback<Server>((resume) => {
    server.once("error", (fault) => resume(Effect.die(fault)))
    server.listen(port, host, () => resume(Effect.succeed(server)))
  })

const closed = (server: Server) =>
  Effect.callback<void>((resume) => {
    server.close(() => resume(Effect.void))
    server.closeAllConnections()
  })

const respond = async (
  simulator: Simulator,
  faults: Array<Fault>,
  request: IncomingMessage,
  response: ServerResponse
) => {
  const body = await bodyOf(request)
  const { pathname, search } = new URL(request.url ?? "/", "http://localhost")
  if (pathname === "/" && request.method === "GET") {
    return void response
      .writeHead(200, { "content-type": "text/html; charset=utf-8", ...marked(simulator) })
      .end(simulationPage(simulator))
  }
  if (pathname === "/simulation/faults" && request.method === "POST") return plan(faults, body, response)
  const fault = takeFault(faults, `${pathname}${search}`, body.toString())
  try {
    if (fault?.when === "before" && (await misbehave(fault, simulator, response))) return
    const answer = await simulator.answer(asWebRequest(request, body))
    if (fault?.when === "after" && (await misbehave(fault, simulator, response, answer))) return
    await pass(simulator, answer, response)
  } catch (thrown) {
    response
      .writeHead(500, { "content-type": "text/plain", ...marked(simulator) })
      .end(`The simulator failed: ${thrown instanceof Error ? thrown.message : String(thrown)}\n`)
  }
}

const marked = ({ name }: Simulator) => ({ "x-simulation": `${name}: not the real provider` })

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Array<Buffer> = []
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const asWebRequest = (request: IncomingMessage, body: Buffer): Request => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value)
  }
  const { method = "GET", url = "/" } = request
  return new Request(`http://${request.headers.host ?? "localhost"}${url}`, {
    method,
    headers,
    ...(body.length > 0 && method !== "GET" && method !== "HEAD" ? { body: new Uint8Array(body) } : {})
  })
}

const pass = async (simulator: Simulator, answer: Response, response: ServerResponse) => {
  const body = Buffer.from(await answer.arrayBuffer())
  response.writeHead(answer.status, { ...Object.fromEntries(answer.headers), ...marked(simulator) }).end(body)
}

/** Whether the request is done with; when not, it goes on as if nothing had been planned. */
const misbehave = async (
  { what }: Fault,
  simulator: Simulator,
  response: ServerResponse,
  answer?: Response
): Promise<boolean> => {
  const headers = { "content-type": "application/json", ...marked(simulator) }
  switch (what.kind) {
    case "cut":
      response.destroy()
      return true
    case "silence":
      return true
    case "malformed":
      response.writeHead(200, headers).end('{"data": {"unfinished')
      return true
    case "status":
      response
        .writeHead(what.status, {
          ...headers,
          ...(what.retryAfterSeconds === undefined ? {} : { "retry-after": String(what.retryAfterSeconds) })
        })
        .end("{}")
      return true
    case "delay":
      await new Promise((resume) => {
        setTimeout(resume, what.milliseconds)
      })
      return false
    case "replace": {
      if (answer === undefined) return false
      const text = await answer.text()
      response.writeHead(answer.status, headers).end(text.replaceAll(what.find, what.by))
      return true
    }
  }
}

const plan = (faults: Array<Fault>, body: Buffer, response: ServerResponse) => {
  const read = Schema.decodeUnknownResult(Schema.fromJsonString(Schema.Array(Fault)))(body.toString())
  if (read._tag === "Failure") return void response.writeHead(400).end(`${read.failure.message}\n`)
  faults.splice(0, faults.length, ...read.success)
  return void response.writeHead(204).end()
}

import { Effect, Queue } from "effect"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"

/** One request as it came. */
export interface Received {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage["headers"]
  readonly body: string
}

/** What the server does with a request; the effect, if any, takes place before the answer is chosen. */
export type Reply = (request: Received, response: ServerResponse) => void

export const answers =
  (status: number, body: unknown = {}, headers: Readonly<Record<string, string>> = {}): Reply =>
  (_, response) =>
    void response
      .writeHead(status, { "content-type": "application/json", ...headers })
      .end(JSON.stringify(body))

/** Says nothing, and keeps the connection open. */
export const silence: Reply = () => undefined

/** Cuts the connection without an answer. */
export const cut: Reply = (_, response) => void response.destroy()

/** A provider on 127.0.0.1 that misbehaves as told, until the scope closes. Every request that came is in `received`. */
export const faultyServer = Effect.gen(function* () {
  const state: { reply: Reply; readonly received: Array<Received> } = { reply: answers(200), received: [] }
  const arrivals = yield* Queue.unbounded<Received>()
  const server = yield* Effect.acquireRelease(
    Effect.promise(
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve) => {
          const made = createServer((request, response) => {
            let body = ""
            request.on("data", (chunk: Buffer) => (body += chunk.toString()))
            request.on("end", () => {
              const { headers, method = "", url: path = "" } = request
              const came = { method, path, headers, body }
              state.received.push(came)
              Queue.offerUnsafe(arrivals, came)
              state.reply(came, response)
            })
          })
          made.listen(0, "127.0.0.1", () => resolve(made))
        })
    ),
    (made) =>
      Effect.sync(() => {
        made.closeAllConnections()
        made.close()
      })
  )
  const address = server.address()
  const port = typeof address === "object" && address !== null ? address.port : 0
  const close = Effect.promise(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  )
  return { url: `http://127.0.0.1:${port}`, state, next: Queue.take(arrivals), close }
})

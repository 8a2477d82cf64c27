import { Effect } from "effect"
import { type ClientRequest, type IncomingMessage, request as plainRequest } from "node:http"
import { request as secureRequest } from "node:https"
import type { LookupFunction } from "node:net"
import type { AttemptError } from "../../domain/platform/webhooks/model/index.ts"

export interface Exchange {
  readonly url: URL
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  readonly lookup: LookupFunction
  readonly ca: string | undefined
}

export interface Answer {
  readonly status: number
  readonly response: string
  readonly retryAfter: string | undefined
}

/** How much of an answer is read, in bytes; the connection ends there. */
const mostRead = 2048

/** How much of it is kept, in characters. */
const mostKept = 512

/** One POST on a connection of its own, which ends with it. Redirects are answers like others. */
export const post = (exchange: Exchange): Effect.Effect<Answer, AttemptError> =>
  Effect.callback((resume) => {
    const fail = (error: unknown) => resume(Effect.fail(reasonOf(error)))
    const request = open(exchange)
    request.on("error", fail)
    request.on("close", () => fail(undefined))
    request.on("response", (response) => {
      read(response, (answer) => {
        resume(Effect.succeed(answer))
        request.destroy()
      })
    })
    request.end(exchange.body)
    return Effect.sync(() => void request.destroy())
  })

const open = ({ body, ca, headers, lookup, url }: Exchange): ClientRequest => {
  const options = {
    method: "POST",
    agent: false,
    lookup,
    headers: { ...headers, "content-length": Buffer.byteLength(body) }
  }
  if (url.protocol === "http:") return plainRequest(url, options)
  const trusted = ca === undefined ? {} : { ca }
  return secureRequest(url, { ...options, ...trusted, rejectUnauthorized: true, minVersion: "TLSv1.2" })
}

/** Reads as much as is kept, whole or cut; an answer that breaks off has a status all the same. */
const read = (response: IncomingMessage, done: (answer: Answer) => void) => {
  const parts: Array<Buffer> = []
  let size = 0
  const finish = () =>
    done({
      status: response.statusCode ?? 0,
      response: printable(Buffer.concat(parts)),
      retryAfter: response.headers["retry-after"]
    })
  response.on("data", (part: Buffer) => {
    parts.push(part)
    size += part.length
    if (size >= mostRead) finish()
  })
  response.on("end", finish)
  response.on("error", finish)
}

/** What PostgreSQL and a reader can hold: control characters but line breaks become spaces. */
const printable = (bytes: Buffer): string =>
  bytes
    .subarray(0, mostRead)
    .toString("utf8")
    .replaceAll(/[^\n\x20-\x7e\u{a0}-\u{d7ff}\u{e000}-\u{10ffff}]/gu, " ")
    .slice(0, mostKept)
    .toWellFormed()

const reasonOf = (error: unknown): AttemptError => {
  const code = codeOf(error)
  if (code === "AZALS_ADDRESS_REFUSED") return "address-refused"
  if (code === "AZALS_NAME_NOT_FOUND") return "name-not-found"
  if (code === undefined || code === "ECONNRESET" || code === "EPIPE" || code.startsWith("HPE_"))
    return "connection-lost"
  if (/CERT|SSL|TLS|UNABLE_TO|SELF_SIGNED|EPROTO/.test(code)) return "tls"
  return "unreachable"
}

/** Node gathers the failures of several addresses in one error: the first tells. */
const codeOf = (error: unknown): string | undefined => {
  if (typeof error !== "object" || error === null) return undefined
  if ("code" in error && typeof error.code === "string") return error.code
  return "errors" in error && Array.isArray(error.errors) ? codeOf(error.errors[0]) : undefined
}

import { Effect } from "effect"
import { type IncomingMessage, request as plainRequest } from "node:http"
import { request as secureRequest } from "node:https"
import type { LookupFunction } from "node:net"
import { DocumentNotFetched, type FetchedDocument } from "../../ports/platform/ProviderDocuments.ts"

export interface Download {
  readonly url: URL
  /** The machine's own when undefined. */
  readonly lookup: LookupFunction | undefined
  /** Bytes after which it is given up. */
  readonly most: number
}

/** One GET on a connection of its own, which ends with it. What is not 200 and whole is a failure. */
export const download = ({
  lookup,
  most,
  url
}: Download): Effect.Effect<FetchedDocument, DocumentNotFetched> =>
  Effect.callback((resume) => {
    const fail = (reason: DocumentNotFetched["reason"]) =>
      resume(Effect.fail(new DocumentNotFetched({ reason })))
    const options = {
      agent: false,
      headers: { "accept-encoding": "identity", "user-agent": "AZALSCORE/1" },
      ...(lookup === undefined ? {} : { lookup })
    }
    const request =
      url.protocol === "http:"
        ? plainRequest(url, options)
        : secureRequest(url, { ...options, rejectUnauthorized: true, minVersion: "TLSv1.2" })
    request.on("error", (error) => fail(reasonOf(error)))
    request.on("close", () => fail("unreachable"))
    request.on("response", (response) => {
      const refused = refusalOf(response, most)
      if (refused === undefined) return read(response, most, resume)
      fail(refused)
      request.destroy()
    })
    request.end()
    return Effect.sync(() => void request.destroy())
  })

const refusalOf = (
  { headers, statusCode = 0 }: IncomingMessage,
  most: number
): DocumentNotFetched["reason"] | undefined => {
  if (statusCode >= 300 && statusCode < 400) return "redirected"
  if (statusCode !== 200) return "refused"
  return Number(headers["content-length"] ?? 0) > most ? "too-large" : undefined
}

/** All of it, or a failure: one byte too many ends the connection, and so does an end that comes too soon. */
const read = (
  response: IncomingMessage,
  most: number,
  resume: (ended: Effect.Effect<FetchedDocument, DocumentNotFetched>) => void
) => {
  const parts: Array<Buffer> = []
  let size = 0
  const fail = (reason: DocumentNotFetched["reason"]) => {
    resume(Effect.fail(new DocumentNotFetched({ reason })))
    response.destroy()
  }
  response.on("data", (part: Buffer) => {
    parts.push(part)
    size += part.length
    if (size > most) fail("too-large")
  })
  response.on("error", () => fail("unreachable"))
  response.on("end", () => {
    if (!response.complete) return fail("unreachable")
    const [type = ""] = (response.headers["content-type"] ?? "").split(";")
    const contentType = type.trim().toLowerCase()
    resume(
      Effect.succeed({
        contentType: contentType === "" ? null : contentType,
        bytes: new Uint8Array(Buffer.concat(parts))
      })
    )
  })
}

/** A name that leads to an address that may not be reached is refused; what else goes wrong may pass. */
const reasonOf = (error: unknown): DocumentNotFetched["reason"] =>
  typeof error === "object" && error !== null && "code" in error && error.code === "AZALS_ADDRESS_REFUSED"
    ? "address-refused"
    : "unreachable"

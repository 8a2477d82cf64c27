import { Effect } from "effect"
import { HttpIncomingMessage, HttpServerError, type HttpServerRequest } from "effect/http"
import type { Readable } from "node:stream"
import { PayloadTooLarge, RequestTimeout } from "../contract/errors.ts"

/** The largest body that is taken from a provider, and the time in which it must have come. */
const limits = { bytes: 262_144, seconds: 10 }

/**
 * The body of a delivery. Where the host gives a stream it is read from there with one timer: the general way, which
 * races two fibers, took a third of the processor time of a delivery.
 */
export const deliveryBody = (request: HttpServerRequest.HttpServerRequest) =>
  isStream(request.source) && request.headers["expect"] === undefined
    ? fromStream(request.source)
    : fromRequest(request)

const isStream = (source: object): source is Readable => "on" in source && "off" in source

const fromStream = (source: Readable) =>
  Effect.callback<Uint8Array, PayloadTooLarge | RequestTimeout>((resume) => {
    const chunks: Array<Uint8Array> = []
    let size = 0
    const end = (answer: Effect.Effect<Uint8Array, PayloadTooLarge | RequestTimeout>) => {
      leave()
      resume(answer)
    }
    const onData = (chunk: Uint8Array) => {
      chunks.push(chunk)
      size += chunk.length
      if (size > limits.bytes) end(tooLarge)
    }
    const onEnd = () => end(Effect.succeed(joined(chunks, size)))
    const onError = (fault: unknown) => end(Effect.die(fault))
    const timer = setTimeout(() => end(tooSlow), limits.seconds * 1000)
    const leave = () => {
      clearTimeout(timer)
      source.off("data", onData).off("end", onEnd)
    }
    source.on("data", onData).on("end", onEnd).on("error", onError)
    return Effect.sync(leave)
  })

const joined = (chunks: ReadonlyArray<Uint8Array>, size: number): Uint8Array => {
  const body = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    body.set(chunk, at)
    at += chunk.length
  }
  return body
}

const fromRequest = (request: HttpServerRequest.HttpServerRequest) =>
  request.arrayBuffer.pipe(
    Effect.map((buffer) => new Uint8Array(buffer)),
    Effect.catch((error) => (isTooLarge(error) ? tooLarge : Effect.die(error))),
    Effect.filterOrElse(
      ({ length }) => length <= limits.bytes,
      () => tooLarge
    ),
    Effect.provideService(HttpIncomingMessage.MaxBodySize, BigInt(limits.bytes)),
    Effect.timeoutOrElse({ duration: `${limits.seconds} seconds`, orElse: () => tooSlow })
  )

const isTooLarge = (error: unknown) =>
  HttpServerError.isHttpServerError(error) &&
  error.reason._tag === "RequestParseError" &&
  error.reason.reason === "BodyTooLarge"

const tooLarge = Effect.fail(new PayloadTooLarge({ maximumBytes: limits.bytes }))

const tooSlow = Effect.fail(new RequestTimeout({ seconds: limits.seconds, retryAfterSeconds: 30 }))

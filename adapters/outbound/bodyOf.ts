import { Effect, Stream } from "effect"
import type { HttpClientError, HttpClientResponse } from "effect/http"

/** The most that is read of an answer: far above a page of any provider, far below what a worker holds. */
export const mostRead = 8 * 1024 * 1024

/** The whole body of an answer, or nothing when it is longer than is read; the connection ends there. */
export const bodyOf = (
  response: HttpClientResponse.HttpClientResponse
): Effect.Effect<Uint8Array | undefined, HttpClientError.HttpClientError> =>
  response.stream.pipe(
    Stream.runFoldEffect(
      (): Read => ({ parts: [], size: 0 }),
      ({ parts, size }, part) => {
        const total = size + part.length
        return total > mostRead
          ? Effect.fail(tooLarge)
          : Effect.succeed({ parts: (parts.push(part), parts), size: total })
      }
    ),
    Effect.map(({ parts }) => new Uint8Array(Buffer.concat(parts))),
    Effect.catch((fault) => {
      if (fault === tooLarge) return Effect.succeed(undefined)
      return fault.reason._tag === "EmptyBodyError" ? Effect.succeed(new Uint8Array()) : Effect.fail(fault)
    })
  )

interface Read {
  readonly parts: Array<Uint8Array>
  readonly size: number
}

const tooLarge = "too-large" as const

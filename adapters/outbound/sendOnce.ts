import { Clock, Effect, Redacted } from "effect"
import { FetchHttpClient, HttpClient, HttpClientRequest, type HttpClientResponse } from "effect/http"
import type { ProviderAnswer } from "../../ports/platform/ProviderHttp.ts"
import type { ProviderCall } from "./ProviderCall.ts"
import type { AttemptFailure } from "./AttemptFailure.ts"
import { bodyOf } from "./bodyOf.ts"
import { neverLeft } from "./neverLeft.ts"

/**
 * Sends one request and reads its whole answer within the time-out. No redirect is followed: a body must not travel to
 * an address that nobody checked. The client's own spans are off: they would hold addresses and headers.
 */
export const sendOnce = (
  client: HttpClient.HttpClient,
  call: ProviderCall
): Effect.Effect<ProviderAnswer, AttemptFailure> =>
  client.execute(requestOf(call)).pipe(
    Effect.flatMap((response) => Effect.map(bodyOf(response), (body) => ({ response, body }))),
    Effect.mapError((error): AttemptFailure =>
      neverLeft(error)
        ? { happened: "no", reason: "unreachable", retryAfter: null }
        : { happened: "maybe", reason: "connection-lost", retryAfter: null }
    ),
    Effect.timeoutOrElse({
      duration: call.timeout ?? "20 seconds",
      orElse: () => Effect.fail<AttemptFailure>({ happened: "maybe", reason: "timed-out", retryAfter: null })
    }),
    Effect.flatMap(judged),
    Effect.provideService(FetchHttpClient.RequestInit, { redirect: "manual" }),
    Effect.provideService(HttpClient.TracerDisabledWhen, () => true),
    Effect.provideService(HttpClient.TracerPropagationEnabled, false)
  )

const requestOf = ({ body, headers, method, url }: ProviderCall) => {
  const plain = Object.entries(headers ?? {}).map(([name, value]) => [name, shown(value)] as const)
  const request = HttpClientRequest.make(method)(url).pipe(HttpClientRequest.setHeaders(plain))
  return body === undefined ? request : HttpClientRequest.bodyText(request, shown(body.content), body.type)
}

const shown = (value: string | Redacted.Redacted): string =>
  typeof value === "string" ? value : Redacted.value(value)

interface Came {
  readonly response: HttpClientResponse.HttpClientResponse
  /** Nothing where it is longer than is read. */
  readonly body: Uint8Array | undefined
}

/** What is the policy's to decide is a failure; every other answer is the adapter's to read. */
const judged = ({ body, response }: Came): Effect.Effect<ProviderAnswer, AttemptFailure> =>
  Effect.gen(function* () {
    const { headers, status } = response
    if (status === 401) {
      return yield* Effect.fail<AttemptFailure>({ happened: "no", reason: "credentials", retryAfter: null })
    }
    if (status !== 429 && status < 500) {
      if (body !== undefined) return { status, headers: { ...headers }, body }
      return yield* Effect.fail<AttemptFailure>({ happened: "maybe", reason: "too-large", retryAfter: null })
    }
    const retryAfter = secondsUntil(headers["retry-after"], yield* Clock.currentTimeMillis)
    return yield* Effect.fail<AttemptFailure>(
      status === 429
        ? { happened: "no", reason: "rate-limited", retryAfter }
        : { happened: "maybe", reason: "server-error", retryAfter }
    )
  })

/** `Retry-After` in seconds, from a number or a date (RFC 9110, section 10.2.3); null when it says neither. */
const secondsUntil = (header: string | undefined, now: number): number | null => {
  if (header === undefined) return null
  if (/^\d{1,6}$/.test(header)) return Number(header)
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1000))
}

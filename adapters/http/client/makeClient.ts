import { type Cause, type Duration, Effect, Schedule } from "effect"
import { HttpClient, HttpClientError, HttpClientRequest } from "effect/http"
import { HttpApiClient } from "effect/http-api"
import type { Language } from "../../../domain/shared/Language.ts"
import { Api } from "../Api.ts"

/** Where the service is, and who calls. */
export interface ClientOptions {
  readonly baseUrl: string | URL
  /** An API key or an OpenID Connect token. */
  readonly token: string
  readonly language?: Language
  /** How often a call is repeated after a lost connection, a time-out, a 429 or a 5xx; 3 unless said. */
  readonly retries?: number
  /** How long an attempt may take until its answer begins; 30 seconds unless said. */
  readonly timeout?: Duration.Input
}

/**
 * The typed client of the whole contract: one method for each operation, its errors decoded into the domain's own
 * classes. A write carries an idempotency key, one for each call, kept over its retries; give one to choose it.
 * Needs an `HttpClient`, such as `FetchHttpClient.layer`.
 */
export const makeClient = ({
  baseUrl,
  language = "fr",
  retries = 3,
  timeout = "30 seconds",
  token
}: ClientOptions) =>
  HttpApiClient.make(Api, {
    baseUrl,
    transformClient: (client) => {
      const patient = HttpClient.transform(client, (attempt, request) =>
        Effect.catchTag(Effect.timeout(attempt, timeout), "TimeoutError", (cause) =>
          Effect.fail(lateAnswer(request, cause))
        )
      )
      const retrying = HttpClient.retryTransient(patient, {
        times: retries,
        schedule: Schedule.exponential("200 millis")
      })
      return HttpClient.make((request) =>
        retrying.execute(
          withKey(request).pipe(
            HttpClientRequest.bearerToken(token),
            HttpClientRequest.setHeader("accept-language", language)
          )
        )
      )
    }
  })

/** As any failure of the network, with the time-out as its cause: whether the service did the work is not known. */
const lateAnswer = (request: HttpClientRequest.HttpClientRequest, cause: Cause.TimeoutError) =>
  new HttpClientError.HttpClientError({
    reason: new HttpClientError.TransportError({ request, cause, description: "No answer in time" })
  })

/** Drawn outside the retries: each of them sends the same one. */
const withKey = (request: HttpClientRequest.HttpClientRequest) =>
  request.method === "GET" || request.headers["idempotency-key"] !== undefined
    ? request
    : HttpClientRequest.setHeader(request, "idempotency-key", crypto.randomUUID())

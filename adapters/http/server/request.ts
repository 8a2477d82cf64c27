import { Context, Effect, Option } from "effect"
import { HttpEffect, type HttpServerRequest, HttpServerResponse } from "effect/http"
import type { Language } from "../../../domain/shared/Language.ts"

/** Ties what one request did together: given back in `x-request-id`, in problems, logs, traces and the audit. */
export const CurrentRequestId = Context.Reference<string>("azals/http/CurrentRequestId", {
  defaultValue: () => "none"
})

/** Ends when the host begins to stop: what would go on without an end, such as a stream of events, ends with it. */
export const HostStopping = Context.Reference<Effect.Effect<void>>("azals/http/HostStopping", {
  defaultValue: () => Effect.never
})

/** The language that the caller asks for, by the order and the weights of `Accept-Language`. */
export const statedLanguage = ({
  headers
}: Pick<HttpServerRequest.HttpServerRequest, "headers">): Option.Option<Language> => {
  const stated = headers["accept-language"]
  if (stated === undefined) return Option.none()
  const wanted = stated
    .slice(0, 200)
    .split(",")
    .map((entry) => {
      const [tag = "", weight = ""] = entry.trim().toLowerCase().split(";q=")
      return { tag: tag.slice(0, 2), weight: weight === "" ? 1 : Number(weight) }
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .flatMap(({ tag }): ReadonlyArray<Language> => (tag === "fr" || tag === "en" ? [tag] : []))
  return Option.fromNullishOr(wanted[0])
}

/** A browser may read the answer when the credential's own company lists the page's origin. */
export const allowTenantOrigin = (
  { headers }: HttpServerRequest.HttpServerRequest,
  origins: ReadonlyArray<string>
) => {
  const origin = headers["origin"]
  return origin === undefined || !origins.includes(origin)
    ? Effect.void
    : HttpEffect.appendPreResponseHandler((_, response) =>
        Effect.succeed(
          HttpServerResponse.setHeaders(response, {
            "access-control-allow-origin": origin,
            "access-control-expose-headers": "x-request-id, retry-after, idempotency-replayed",
            vary: "origin"
          })
        )
      )
}

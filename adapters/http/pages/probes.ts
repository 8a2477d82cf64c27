import { Effect, Layer, Schema } from "effect"
import { HttpRouter, HttpServerResponse } from "effect/http"
import { Readiness } from "../../../ports/platform/Readiness.ts"
import { problem } from "../contract/problem.ts"

/** The service cannot work now: its database is away, or is older than these sources. */
export class NotReady extends Schema.TaggedError<NotReady>()(
  "NotReady",
  { state: Schema.Literals(["unreachable", "behind"]), retryAfterSeconds: Schema.Int },
  { httpApiStatus: 503 }
) {}

const NotReadyProblem = problem(NotReady, {
  title: { fr: "Service pas encore prêt", en: "Service not ready" },
  detail: ({ state }) =>
    state === "unreachable"
      ? { fr: "La base de données ne répond pas.", en: "The database does not answer." }
      : {
          fr: "La base de données n'est pas à la version de ce service.",
          en: "The database is not at the version of this service."
        },
  next: {
    fr: "Réessayez après le délai de Retry-After ; si cela dure, l'exploitant vérifie la base et lance « azals migrate ».",
    en: 'Retry after the time in Retry-After; if it lasts, the operator checks the database and runs "azals migrate".'
  }
})

/** `/health`: the process answers, whatever its database does. `/ready`: it can work, or 503 with a problem. */
export const probes = Layer.merge(
  HttpRouter.add("GET", "/health", HttpServerResponse.jsonUnsafe({ status: "ok" })),
  HttpRouter.add(
    "GET",
    "/ready",
    Effect.gen(function* () {
      const readiness = yield* Readiness
      const state = yield* readiness.state
      if (state === "ready") return HttpServerResponse.jsonUnsafe({ status: "ready" })
      const body = yield* Effect.orDie(
        Schema.encodeEffect(NotReadyProblem)(new NotReady({ state, retryAfterSeconds: 5 }))
      )
      return HttpServerResponse.jsonUnsafe(body, {
        status: 503,
        contentType: "application/problem+json",
        headers: { "retry-after": "5" }
      })
    })
  )
)

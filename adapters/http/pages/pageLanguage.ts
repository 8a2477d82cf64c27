import { Effect } from "effect"
import { HttpServerRequest } from "effect/http"
import { CurrentLanguage, type Language } from "../../../domain/shared/Language.ts"

/** The language of a page: `?lang=` of its own switch, else the browser's. */
export const pageLanguage: Effect.Effect<Language, never, HttpServerRequest.HttpServerRequest> = Effect.gen(
  function* () {
    const { url } = yield* HttpServerRequest.HttpServerRequest
    const chosen = new URL(url, "http://localhost").searchParams.get("lang")
    return chosen === "fr" || chosen === "en" ? chosen : yield* CurrentLanguage
  }
)

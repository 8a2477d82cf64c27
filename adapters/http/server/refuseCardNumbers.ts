import { Effect } from "effect"
import type { HttpServerRequest } from "effect/http"
import { holdsCardNumber } from "../../../domain/shared/CardNumber.ts"
import { CardNumberRefused } from "../../../domain/shared/errors.ts"

/** Refuses a request that holds a card number: in its address, in any header but the credential's, or in its body. */
export const refuseCardNumbers = (request: HttpServerRequest.HttpServerRequest) =>
  Effect.gen(function* () {
    if (holdsCardNumber(inClear(request.url))) return yield* new CardNumberRefused({ place: "address" })
    if (Object.entries(request.headers).some(isTelling))
      return yield* new CardNumberRefused({ place: "header" })
    if (request.method === "GET") return
    const body = new TextDecoder().decode(yield* Effect.orDie(request.arrayBuffer))
    if (textsOf(body).some(holdsCardNumber)) return yield* new CardNumberRefused({ place: "body" })
  })

/** Headers whose form is fixed by others, and that are not kept as they came. */
const fixed = new Set(["authorization", "traceparent", "tracestate", "x-request-id"])

const isTelling = ([name, value]: readonly [string, string | undefined]) =>
  !fixed.has(name) && value !== undefined && (holdsCardNumber(value) || holdsCardNumber(inClear(value)))

const inClear = (text: string): string => {
  const spaced = text.replaceAll("+", " ")
  try {
    return decodeURIComponent(spaced)
  } catch (fault) {
    if (fault instanceof URIError) return spaced
    throw fault
  }
}

/** The body as it came, and each text, number and name that it holds as JSON, however escaped or nested. */
const textsOf = (body: string): ReadonlyArray<string> => {
  const texts = [body]
  try {
    JSON.parse(body, (key, value: unknown) => {
      texts.push(key)
      if (typeof value === "string") texts.push(value)
      return value
    })
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault
  }
  return texts
}

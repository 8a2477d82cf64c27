import { Context, Effect } from "effect"
import { createHash } from "node:crypto"
import { type HttpServerRequest, HttpServerResponse } from "effect/http"
import type { HttpApiEndpoint } from "effect/http-api"
import type { Idempotency, KeptAnswer } from "../../../ports/platform/Idempotency.ts"
import type { UnitOfWork } from "../../../ports/platform/UnitOfWork.ts"
import { IdempotencyKeyMissing, IdempotencyKeyReused } from "../contract/errors.ts"
import { ShownOnce } from "../contract/rules.ts"

/**
 * Runs a write once per company, route and key. The claim of the key, the write and the kept answer are one unit of
 * work: a failed write leaves no trace and may be tried again with the same key.
 */
export const idempotent = <E, R>(
  units: UnitOfWork["Service"],
  { claim, keep }: Idempotency["Service"],
  endpoint: HttpApiEndpoint.Top,
  request: HttpServerRequest.HttpServerRequest,
  handler: Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>
) =>
  Effect.gen(function* () {
    const route = `${endpoint.method} ${endpoint.path}`
    const key = request.headers["idempotency-key"] ?? ""
    if (!/^[\x21-\x7e]{8,128}$/.test(key)) return yield* new IdempotencyKeyMissing()
    const hash = yield* hashOf(request)
    return yield* units.write(
      Effect.gen(function* () {
        const claimed = yield* claim(route, key, hash)
        if (claimed._tag === "OtherBody") return yield* new IdempotencyKeyReused({ key })
        if (claimed._tag === "Replay") return replayed(claimed.answer)
        const response = yield* handler
        yield* keep(
          route,
          key,
          withoutSecrets(answerOf(response), Context.get(endpoint.annotations, ShownOnce))
        )
        return response
      })
    )
  })

/** What makes two requests the same one: the address with its parameters, the version asked for, and the body. */
const hashOf = (request: HttpServerRequest.HttpServerRequest) =>
  Effect.map(
    Effect.orDie(request.arrayBuffer),
    (body) =>
      new Uint8Array(
        createHash("sha256")
          .update(`${request.url}\n${request.headers["if-match"] ?? ""}\n`)
          .update(new Uint8Array(body))
          .digest()
      )
  )

const answerOf = ({ body, headers, status }: HttpServerResponse.HttpServerResponse): KeptAnswer => ({
  status,
  headers: { "content-type": headers["content-type"] ?? "application/json" },
  body: body._tag === "Uint8Array" ? new TextDecoder().decode(body.body) : ""
})

/** The database never holds what is shown once. */
const withoutSecrets = (answer: KeptAnswer, fields: ReadonlyArray<string>): KeptAnswer => {
  if (fields.length === 0 || answer.body === "") return answer
  const hidden = (key: string, value: unknown) => (fields.includes(key) ? null : value)
  return { ...answer, body: JSON.stringify(JSON.parse(answer.body, hidden)) }
}

const replayed = ({ body, headers, status }: KeptAnswer) =>
  HttpServerResponse.setHeader(
    body === ""
      ? HttpServerResponse.empty({ status })
      : HttpServerResponse.text(body, { status, contentType: headers["content-type"] ?? "application/json" }),
    "idempotency-replayed",
    "true"
  )

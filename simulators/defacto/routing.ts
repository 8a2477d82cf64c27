import { Result, Schema } from "effect"
import type { Book } from "./book.ts"

export interface Asked {
  readonly book: Book
  readonly id: string
  readonly query: URLSearchParams
  readonly body: string
}

export interface Route {
  readonly method: string
  readonly path: RegExp
  readonly does: (asked: Asked) => Promise<Response> | Response
}

export const answer = (status: number, body: unknown): Response => Response.json(body, { status })

/** The body as the route wants it, or a 400 that says why not. */
export const sent = <A, Answer extends Promise<Response> | Response>(
  schema: Schema.Codec<A, unknown>,
  body: string,
  does: (value: A) => Answer
): Answer | Response => {
  const read = Schema.decodeUnknownResult(Schema.fromJsonString(schema))(body)
  return Result.isSuccess(read) ? does(read.success) : answer(400, { message: String(read.failure) })
}

/** One page of the provider's kind: the cursor is opaque, and the place of the first item here. */
export const page = (items: ReadonlyArray<unknown>, query: URLSearchParams): Response => {
  const size = Number(query.get("page_size") ?? "100")
  const from = Number(query.get("cursor") ?? "0")
  const next = from + size
  return answer(200, {
    count: Math.min(size, Math.max(items.length - from, 0)),
    data: items.slice(from, next),
    next_page: next < items.length ? String(next) : null,
    previous_page: from > 0 ? String(Math.max(from - size, 0)) : null,
    page_size: size
  })
}

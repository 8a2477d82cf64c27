import { randomUUID } from "node:crypto"
import { Result, Schema } from "effect"

/** Solaris's errors: `{ errors: [{ id, status, code, title, detail }] }`. */
export const failed = (status: number, code: string, detail: string): Response =>
  Response.json(
    { errors: [{ id: randomUUID(), status, code, title: `${code} (simulation)`, detail }] },
    { status }
  )

/** The body as the route wants it, or a 400 that says why not. */
export const sent = <A>(
  schema: Schema.Codec<A, unknown>,
  body: string,
  does: (value: A) => Promise<Response> | Response
): Promise<Response> | Response => {
  const read = Schema.decodeUnknownResult(Schema.fromJsonString(schema))(body)
  return Result.isSuccess(read) ? does(read.success) : failed(400, "validation_error", String(read.failure))
}

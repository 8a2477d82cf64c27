import { Effect, Schema } from "effect"
import { uuidV7 } from "../../adapters/ids/UuidV7.ts"

/** Writes by the API of a server on this machine, as a company: answers what `schema` wants of the answer. */
export const post = <A>(
  port: number,
  key: string,
  path: string,
  body: unknown,
  schema: Schema.Codec<A, unknown>
) =>
  Effect.promise(async (): Promise<unknown> => {
    const headers = {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      "idempotency-key": uuidV7()
    }
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body)
    })
    return answer.json()
  }).pipe(Effect.flatMap(Schema.decodeUnknownEffect(schema)))

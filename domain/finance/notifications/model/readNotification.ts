import { Result, Schema } from "effect"
import { NotReadable } from "./errors.ts"

/** The JSON of a notification's bytes, as `schema` wants it. Members that the schema does not name are left alone. */
export const readNotification = <A>(
  bytes: Uint8Array,
  schema: Schema.Decoder<A>
): Result.Result<A, NotReadable> =>
  Result.flatMap(parsed(bytes), (json) =>
    Result.mapError(
      Schema.decodeUnknownResult(schema)(json),
      () => new NotReadable({ reason: "not-a-notification" })
    )
  )

const parsed = (bytes: Uint8Array): Result.Result<unknown, NotReadable> =>
  Result.try({
    try: (): unknown => JSON.parse(utf8.decode(bytes)),
    catch: () => new NotReadable({ reason: "not-json" })
  })

const utf8 = new TextDecoder("utf-8", { fatal: true })

import { Data, Effect, Option, Schema } from "effect"

/** The public keys that sign a company's tokens, as RFC 7517 writes them; shared secrets among them are left out. */
export type KeySet = { readonly keys: ReadonlyArray<typeof PublicKey.Type> }

/** The key set could not be read: `reason` is for the log. */
export class KeySetUnreadable extends Data.TaggedError("KeySetUnreadable")<{ readonly reason: string }> {}

const longestWait = 3000
const largest = 262_144

/**
 * Reads a key set from an address that a company named: no redirect is followed, at most 256 KiB are read, and three
 * seconds waited.
 */
export const readKeySet = (url: string) =>
  Effect.gen(function* () {
    const text = yield* Effect.tryPromise({
      try: (signal) => fetchText(url, AbortSignal.any([signal, AbortSignal.timeout(longestWait)])),
      catch: (cause) => new KeySetUnreadable({ reason: String(cause) })
    })
    const { keys } = yield* Effect.mapError(
      decode(text),
      () => new KeySetUnreadable({ reason: "not a JSON Web Key Set" })
    )
    return { keys: keys.flatMap((key) => Option.toArray(decodeKey(key))) } satisfies KeySet
  })

const fetchText = async (url: string, signal: AbortSignal) => {
  const response = await fetch(url, { redirect: "manual", signal, headers: { accept: "application/json" } })
  if (response.status !== 200 || response.body === null) {
    await response.body?.cancel()
    throw new Error(`status ${response.status}`)
  }
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader()
  const decoder = new TextDecoder()
  let text = ""
  let size = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength
    if (size > largest) {
      await reader.cancel()
      throw new Error(`more than ${largest} bytes`)
    }
    text += decoder.decode(part.value, { stream: true })
  }
  return text + decoder.decode()
}

const word = Schema.optionalKey(Schema.String)

const PublicKey = Schema.Struct({
  kty: Schema.Literals(["RSA", "EC", "OKP"]),
  kid: word,
  use: word,
  alg: word,
  crv: word,
  x: word,
  y: word,
  n: word,
  e: word
})

const decode = Schema.decodeEffect(
  Schema.fromJsonString(Schema.Struct({ keys: Schema.Array(Schema.Unknown).check(Schema.isMaxLength(200)) }))
)

const decodeKey = Schema.decodeUnknownOption(PublicKey)

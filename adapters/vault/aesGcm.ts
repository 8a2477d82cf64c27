import { Data, Effect, Redacted } from "effect"

/** The bytes do not open with this key in this place. */
export class DoesNotOpen extends Data.TaggedError("DoesNotOpen") {}

export type KeyBytes = Redacted.Redacted<Uint8Array<ArrayBuffer>>

/** A new 256-bit key. */
export const drawKey = Effect.sync((): KeyBytes => Redacted.make(crypto.getRandomValues(new Uint8Array(32))))

/**
 * AES-256-GCM (NIST SP 800-38D) by WebCrypto: a random 96-bit nonce, then the text and its 128-bit tag. `place` is
 * authenticated with it.
 */
export const encrypt = (key: KeyBytes, place: ReadonlyArray<string>, plain: Uint8Array<ArrayBuffer>) =>
  Effect.promise(async () => {
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const sealed = await crypto.subtle.encrypt(parameters(iv, place), await keyOf(key, "encrypt"), plain)
    const bytes = new Uint8Array(12 + sealed.byteLength)
    bytes.set(iv)
    bytes.set(new Uint8Array(sealed), 12)
    return bytes
  })

export const decrypt = (key: KeyBytes, place: ReadonlyArray<string>, bytes: Uint8Array) =>
  Effect.tryPromise({
    try: async () => {
      const iv = Uint8Array.from(bytes.subarray(0, 12))
      const text = Uint8Array.from(bytes.subarray(12))
      return new Uint8Array(
        await crypto.subtle.decrypt(parameters(iv, place), await keyOf(key, "decrypt"), text)
      )
    },
    catch: () => new DoesNotOpen()
  })

const parameters = (iv: Uint8Array<ArrayBuffer>, place: ReadonlyArray<string>) => ({
  name: "AES-GCM",
  iv,
  additionalData: new TextEncoder().encode(JSON.stringify(place)),
  tagLength: 128
})

const keyOf = (key: KeyBytes, use: "decrypt" | "encrypt") =>
  crypto.subtle.importKey("raw", Redacted.value(key), "AES-GCM", false, [use])

import { Data, Effect, Redacted } from "effect"
import type { Texts } from "../../domain/shared/Language.ts"

/** AZALS_MASTER_KEY cannot be used. The value is not repeated. */
export class MasterKeysRefused extends Data.TaggedError("MasterKeysRefused")<{ readonly reason: Texts }> {}

/** The service's master keys by id; the current one wraps, all of them unwrap. */
export interface MasterKeys {
  readonly current: string
  readonly byId: ReadonlyMap<string, Redacted.Redacted<Uint8Array<ArrayBuffer>>>
}

/**
 * `id:key`, or several with commas between, the current one first: an id of up to 40 letters, digits, `.`, `_` or `-`,
 * and 32 bytes in base64. None when there is no text.
 */
export const readMasterKeys = (
  text: Redacted.Redacted | undefined
): Effect.Effect<MasterKeys | undefined, MasterKeysRefused> =>
  Effect.gen(function* () {
    const written = text === undefined ? "" : Redacted.value(text).trim()
    if (written === "") return undefined
    const byId = new Map<string, Redacted.Redacted<Uint8Array<ArrayBuffer>>>()
    for (const part of written.split(",")) {
      const [, id = "", key = ""] = /^\s*([A-Za-z0-9._-]{1,40}):([A-Za-z0-9+/_-]{43}=?)\s*$/.exec(part) ?? []
      if (id === "" || byId.has(id)) return yield* new MasterKeysRefused({ reason: refused })
      byId.set(id, Redacted.make(bytesOf(key)))
    }
    const [current = ""] = byId.keys()
    return { current, byId }
  })

/** A new master key, as AZALS_MASTER_KEY takes it. */
export const drawMasterKey = (id: string): string =>
  `${id}:${btoa(String.fromCodePoint(...crypto.getRandomValues(new Uint8Array(32))))}`

const bytesOf = (base64: string) =>
  Uint8Array.from(atob(base64.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.codePointAt(0) ?? 0)

const refused: Texts = {
  fr: "AZALS_MASTER_KEY n'est pas acceptée : il faut « identifiant:clé », 32 octets en base64, la clé actuelle en premier, les autres après des virgules. « azals vault new-key » en fait une.",
  en: 'AZALS_MASTER_KEY is not accepted: it must be "id:key", 32 bytes in base64, the current key first, others after commas. "azals vault new-key" makes one.'
}

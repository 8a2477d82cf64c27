import { Effect, Layer } from "effect"
import { ApiKeySecret } from "../../domain/platform/identity/model/index.ts"
import { KeySecrets } from "../../ports/platform/KeySecrets.ts"

/** Eight characters of 32 (40 bits) to know a key by, and 256 secret bits, from the platform's secure source. */
export const keySecretsLayer = Layer.succeed(
  KeySecrets,
  KeySecrets.of({ draw: Effect.sync(() => ApiKeySecret.make(`azk_${shown()}_${secret()}`)) })
)

const alphabet = "abcdefghijkmnpqrstuvwxyz23456789"

const shown = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => alphabet[byte % 32] ?? "").join("")

const secret = () =>
  btoa(String.fromCodePoint(...crypto.getRandomValues(new Uint8Array(32))))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace("=", "")

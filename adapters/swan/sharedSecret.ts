import { Redacted, Result } from "effect"
import { createHash, timingSafeEqual } from "node:crypto"
import { type NotificationProof, NotProven } from "../../domain/finance/notifications/model/index.ts"

/**
 * Swan's proof: the header `x-swan-secret` is the shared secret itself, and nothing signs the body
 * (docs.swan.io, developers/using-api). Compared in constant time. `field` names the connection's secret.
 */
export const sharedSecret = (field: string): NotificationProof => ({
  field,
  header: "x-swan-secret",
  check: ({ headers }, secret) => {
    const given = headers["x-swan-secret"] ?? ""
    if (given === "") return Result.fail(new NotProven({ reason: "missing-header" }))
    return timingSafeEqual(digest(given), digestOf(secret))
      ? Result.void
      : Result.fail(new NotProven({ reason: "mismatch" }))
  }
})

const digests = new WeakMap<Redacted.Redacted, Uint8Array>()

/** Kept as long as the secret itself is. */
const digestOf = (secret: Redacted.Redacted) => {
  const kept = digests.get(secret) ?? digest(Redacted.value(secret))
  digests.set(secret, kept)
  return kept
}

/** Of one length, whatever the secret's. */
const digest = (text: string) => createHash("sha256").update(text).digest()

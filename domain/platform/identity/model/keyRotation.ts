import { DateTime, Duration, Result, Schema } from "effect"
import { IllegalTransition } from "../../../shared/errors.ts"
import { Instant } from "../../../shared/Instant.ts"
import type { ApiKey } from "./ApiKey.ts"

/** How a key is replaced. The old one goes on for `overlapSeconds`, at most 30 days; 0 ends it at once. */
export const KeyRotation = Schema.Struct({
  overlapSeconds: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 2_592_000 })).annotate({
    description: "How long the old key goes on, 0 to 2,592,000 seconds (30 days)",
    examples: [86_400]
  }),
  expiresAt: Schema.optionalKey(Schema.NullOr(Instant)).annotate({
    description: "When the new key ends; when absent it lives as long as the old one was made to"
  })
}).annotate({ identifier: "KeyRotation", examples: [{ overlapSeconds: 86_400 }] })
export type KeyRotation = typeof KeyRotation.Type

export type KeyState = "active" | "replaced" | "expired" | "revoked"

/** Where a key stands at an instant. A replaced key still admits its bearer until it expires. */
export const keyStateAt = (
  key: Pick<ApiKey, "expiresAt" | "replacedBy" | "revokedAt">,
  now: DateTime.Utc
): KeyState => {
  if (key.revokedAt !== null) return "revoked"
  if (key.expiresAt !== null && DateTime.isLessThanOrEqualTo(key.expiresAt, now)) return "expired"
  return key.replacedBy === null ? "active" : "replaced"
}

/** What may be done with a key in each state. */
export const keySteps: Readonly<Record<KeyState, ReadonlyArray<"revoke" | "rotate">>> = {
  active: ["rotate", "revoke"],
  replaced: ["revoke"],
  expired: ["revoke"],
  revoked: []
}

/** The key's state, if the step is possible from it. */
export const keyStep = (
  key: ApiKey,
  step: "revoke" | "rotate",
  now: DateTime.Utc
): Result.Result<KeyState, IllegalTransition> => {
  const from = keyStateAt(key, now)
  const allowed = keySteps[from]
  return allowed.includes(step)
    ? Result.succeed(from)
    : Result.fail(new IllegalTransition({ entity: "ApiKey", id: key.id, from, attempted: step, allowed }))
}

/** When the old key ends: after the overlap, or before where it ends anyway. */
export const oldKeyEnds = (key: ApiKey, { overlapSeconds }: KeyRotation, now: DateTime.Utc): DateTime.Utc => {
  const after = DateTime.addDuration(now, Duration.seconds(overlapSeconds))
  return key.expiresAt === null ? after : DateTime.min(key.expiresAt, after)
}

/** When the new key ends: as asked, else after as long a life as the old one was given. */
export const newKeyEnds = (key: ApiKey, rotation: KeyRotation, now: DateTime.Utc): DateTime.Utc | null => {
  if (rotation.expiresAt !== undefined) return rotation.expiresAt
  if (key.expiresAt === null) return null
  return DateTime.addDuration(now, DateTime.distance(key.createdAt, key.expiresAt))
}

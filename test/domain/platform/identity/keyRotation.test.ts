import { assert, describe, it } from "@effect/vitest"
import { DateTime, Result } from "effect"
import {
  type ApiKey,
  ApiKeyId,
  keyStateAt,
  keyStep,
  keySteps,
  newKeyEnds,
  oldKeyEnds
} from "../../../../domain/platform/identity/model/index.ts"

const at = (text: string) => DateTime.makeUnsafe(text)
const now = at("2026-03-01T12:00:00Z")
const other = ApiKeyId.make("01a203dd-4a5e-755c-8a4c-f46bcc1454bc")

const key = (change: Partial<ApiKey> = {}): ApiKey => ({
  id: ApiKeyId.make("01a203dd-4a5e-755c-8a4c-f46bcc1454bb"),
  name: "Till",
  prefix: "azk_abcdefgh",
  role: "operator",
  scopes: null,
  ratePerMinute: 600,
  createdAt: at("2026-01-01T12:00:00Z"),
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
  replacedBy: null,
  version: 1,
  ...change
})

const iso = (instant: DateTime.Utc | null) => (instant === null ? null : DateTime.formatIso(instant))

describe("a key", () => {
  const states = [
    ["active", key()],
    ["active", key({ expiresAt: at("2026-03-01T12:00:00.001Z") })],
    ["expired", key({ expiresAt: now })],
    ["expired", key({ expiresAt: now, replacedBy: other })],
    ["replaced", key({ replacedBy: other })],
    ["revoked", key({ revokedAt: now, expiresAt: now, replacedBy: other })]
  ] as const

  it.each(states)("is %s", (state, stored) => assert.strictEqual(keyStateAt(stored, now), state))

  it.each(states)("that is %s takes only the steps of its state", (state, stored) => {
    for (const step of ["rotate", "revoke"] as const) {
      const taken = keyStep(stored, step, now)
      assert.strictEqual(Result.isSuccess(taken), keySteps[state].includes(step))
      if (Result.isFailure(taken)) assert.deepStrictEqual(taken.failure.allowed, keySteps[state])
    }
  })

  it("goes on for the overlap, and never longer than it would have", () => {
    const ends = (expiresAt: ApiKey["expiresAt"]) =>
      iso(oldKeyEnds(key({ expiresAt }), { overlapSeconds: 3600 }, now))
    assert.strictEqual(ends(null), "2026-03-01T13:00:00.000Z")
    assert.strictEqual(ends(at("2026-03-01T12:10:00Z")), "2026-03-01T12:10:00.000Z")
    assert.strictEqual(iso(oldKeyEnds(key(), { overlapSeconds: 0 }, now)), iso(now))
  })

  it("is replaced by one with as long a life, unless another end is asked for", () => {
    const ninety = key({ expiresAt: at("2026-04-01T12:00:00Z") })
    const rotation = { overlapSeconds: 0 }
    assert.strictEqual(iso(newKeyEnds(ninety, rotation, now)), "2026-05-30T12:00:00.000Z")
    assert.strictEqual(newKeyEnds(key(), rotation, now), null)
    assert.strictEqual(newKeyEnds(ninety, { ...rotation, expiresAt: null }, now), null)
    assert.strictEqual(iso(newKeyEnds(ninety, { ...rotation, expiresAt: now }, now)), iso(now))
  })
})

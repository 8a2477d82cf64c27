import { DateTime, Effect } from "effect"
import { ApiKeys } from "../../../../ports/platform/ApiKeys.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { KeySecrets } from "../../../../ports/platform/KeySecrets.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { rightsOf } from "../../../shared/Permission.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import { Ids } from "../../../shared/Uuid.ts"
import { ApiKeyId, type KeyRotation, keyStep, newKeyEnds, oldKeyEnds, withinRights } from "../model/index.ts"

/**
 * Replaces a key by a new one with the same rights, which works at once; the old one goes on for the overlap. Whoever
 * rotates a key receives its secret, so he must have all its rights.
 */
export const rotateKey = Effect.fn("identity.rotateKey")(function* (id: ApiKeyId, rotation: KeyRotation) {
  const { write } = yield* UnitOfWork
  const { permissions } = yield* TenantScope
  const keys = yield* ApiKeys
  const events = yield* Events
  const secret = yield* Effect.flatMap(KeySecrets, ({ draw }) => draw)
  const newId = ApiKeyId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  return yield* write(
    Effect.gen(function* () {
      const old = yield* keys.hold(id)
      const now = yield* DateTime.now
      yield* Effect.fromResult(keyStep(old, "rotate", now))
      yield* Effect.fromResult(withinRights(permissions, rightsOf(old.role, old.scopes)))
      const key = yield* keys.add(newId, { ...old, expiresAt: newKeyEnds(old, rotation, now) }, secret)
      yield* keys.replace(id, newId, oldKeyEnds(old, rotation, now))
      yield* events.publish({ type: "identity.key.rotated", entityId: id, payload: { replacedBy: newId } })
      return { key, secret }
    })
  )
})

import { DateTime, Effect } from "effect"
import { ApiKeys } from "../../../../ports/platform/ApiKeys.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { type ApiKeyId, keyStep } from "../model/index.ts"

/** Ends a key at once and for good. It takes rights away, so it needs none of them. */
export const revokeKey = Effect.fn("identity.revokeKey")(function* (id: ApiKeyId) {
  const { write } = yield* UnitOfWork
  const keys = yield* ApiKeys
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const key = yield* keys.hold(id)
      const now = yield* DateTime.now
      yield* Effect.fromResult(keyStep(key, "revoke", now))
      yield* keys.revoke(id, now)
      yield* events.publish({ type: "identity.key.revoked", entityId: id, payload: { prefix: key.prefix } })
      return yield* Effect.orDie(keys.find(id))
    })
  )
})

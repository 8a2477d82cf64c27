import { Effect } from "effect"
import { ApiKeys } from "../../../../ports/platform/ApiKeys.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { KeySecrets } from "../../../../ports/platform/KeySecrets.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { rightsOf } from "../../../shared/Permission.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import { Ids } from "../../../shared/Uuid.ts"
import { ApiKeyId, type NewApiKey, withinRights } from "../model/index.ts"

/** Makes an API key, none of whose rights the actor lacks. The secret is answered here and never again. */
export const issueKey = Effect.fn("identity.issueKey")(function* (wanted: NewApiKey) {
  const { write } = yield* UnitOfWork
  const { permissions } = yield* TenantScope
  const keys = yield* ApiKeys
  const events = yield* Events
  yield* Effect.fromResult(withinRights(permissions, rightsOf(wanted.role, wanted.scopes)))
  const secret = yield* Effect.flatMap(KeySecrets, ({ draw }) => draw)
  const id = ApiKeyId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  return yield* write(
    Effect.gen(function* () {
      const key = yield* keys.add(id, wanted, secret)
      yield* events.publish({ type: "identity.key.issued", entityId: id, payload: { prefix: key.prefix } })
      return { key, secret }
    })
  )
})

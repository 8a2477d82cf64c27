import { Effect } from "effect"
import { PermissionDenied } from "../../../shared/errors.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import { knownContexts, rightFor, TopicUnknown } from "../model/index.ts"

/** A webhook carries out of the service what its events say: whoever points it somewhere must be allowed to read them. */
export const mayFollow = Effect.fnUntraced(function* (topics: ReadonlyArray<string>) {
  const { permissions } = yield* TenantScope
  for (const topic of topics) {
    const permission = rightFor(topic)
    if (permission === undefined) return yield* new TopicUnknown({ topic, contexts: knownContexts })
    if (!permissions.has(permission)) return yield* new PermissionDenied({ permission })
  }
})

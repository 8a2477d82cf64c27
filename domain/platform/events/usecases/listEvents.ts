import { Effect } from "effect"
import { EventLog } from "../../../../ports/platform/EventLog.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import { readableContexts } from "../model/index.ts"

/**
 * The events after a place, or all that are kept, and the place to ask from next time. Fails with `EventsForgotten` when
 * some after the place are kept no more.
 */
export const listEvents = Effect.fn("events.listEvents")(function* (query: {
  readonly after: number | undefined
  readonly limit: number
  readonly prefix?: string | undefined
}) {
  const { permissions } = yield* TenantScope
  const { after } = yield* EventLog
  const { events, reached } = yield* after({ ...query, contexts: readableContexts(permissions) })
  return { items: events, after: reached }
})

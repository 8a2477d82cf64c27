import { Effect } from "effect"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { requestJobOnce } from "../../../platform/jobs/usecases/index.ts"
import type { ConnectionId } from "../../providers/model/index.ts"
import { processNotificationsKind, scanNotificationsKind } from "../model/index.ts"

/** Asks for work at the connection's waiting notifications, unless a job is at it. */
export const requestProcessing = Effect.fn("notifications.requestProcessing")(function* (id: ConnectionId) {
  return yield* requestJobOnce(processNotificationsKind, { connectionId: id }, "open")
})

/** Asks for the search of notifications that never came; the same job however many ask. */
export const requestScan = Effect.fn("notifications.requestScan")(function* (id: ConnectionId) {
  const { find } = yield* ProviderConnections
  yield* find(id)
  return { jobId: yield* requestJobOnce(scanNotificationsKind, { connectionId: id }, "open") }
})

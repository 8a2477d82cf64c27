import { Effect, Option, Schema } from "effect"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { JobStore } from "../../../../ports/platform/JobStore.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import type { JobKind } from "../../../platform/jobs/model/index.ts"
import { requestJob } from "../../../platform/jobs/usecases/index.ts"
import { ConnectionId } from "../../providers/model/index.ts"
import { processNotificationsKind, scanNotificationsKind } from "../model/index.ts"

/** Asks for work at the connection's waiting notifications, unless a job is at it. */
export const requestProcessing = Effect.fn("notifications.requestProcessing")(function* (id: ConnectionId) {
  return yield* requestOnce(processNotificationsKind, id)
})

/** Asks for the search of notifications that never came; the same job however many ask. */
export const requestScan = Effect.fn("notifications.requestScan")(function* (id: ConnectionId) {
  const { find } = yield* ProviderConnections
  yield* find(id)
  return { jobId: yield* requestOnce(scanNotificationsKind, id) }
})

type OfConnection = JobKind<string, { readonly connectionId: ConnectionId }>

const requestOnce = Effect.fnUntraced(function* (kind: OfConnection, connectionId: ConnectionId) {
  const { write } = yield* UnitOfWork
  const jobs = yield* JobStore
  return yield* write(
    Effect.gen(function* () {
      const open = yield* jobs.list({
        statuses: ["requested", "queued", "running"],
        kind: Option.some(kind.name),
        after: Option.none(),
        limit: 200
      })
      const same = open.find(({ payload }) => isOf(payload) && payload.connectionId === connectionId)
      return same?.id ?? (yield* requestJob(kind, { connectionId }))
    })
  )
})

const isOf = Schema.is(Schema.Struct({ connectionId: ConnectionId }))

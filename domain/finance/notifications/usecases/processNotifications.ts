import { Effect } from "effect"
import { NotificationSchemes } from "../../../../ports/finance/NotificationSchemes.ts"
import { Notifications } from "../../../../ports/finance/Notifications.ts"
import { JobFailure, jobHandler } from "../../../platform/jobs/model/index.ts"
import type { ConnectionId, OpenConnection } from "../../providers/model/index.ts"
import { openConnection } from "../../providers/usecases/index.ts"
import { type Concern, type Notification, processNotificationsKind } from "../model/index.ts"
import { applyReadings } from "./applyReadings.ts"
import { readResource } from "./readResource.ts"

/** How many are taken at a time, and how often one job looks again before it makes room for others. */
const batch = 200
const rounds = 50

/**
 * The work of `providers.process-notifications`. Notifications about one resource are one group, which is read once:
 * the newest state stands for all of them. Several groups are applied in one unit of work; should it fail, each in its
 * own.
 */
export const processNotifications = jobHandler(processNotificationsKind, ({ connectionId }, run) =>
  Effect.gen(function* () {
    const connection = yield* usable(connectionId)
    const counts = { processed: 0, ignored: 0, failed: 0 }
    for (let round = 0; round < rounds; round++) {
      const taken = yield* oneRound(connection)
      counts.processed += taken.processed
      counts.ignored += taken.ignored
      counts.failed += taken.failed
      yield* run.progress((round + 1) / rounds, `${counts.processed + counts.ignored + counts.failed}`)
      if (taken.size < batch) break
    }
    return counts
  })
)

const oneRound = Effect.fnUntraced(function* (connection: OpenConnection) {
  const { due } = yield* Notifications
  const waiting = yield* due(connection.id, batch)
  const groups = [...(yield* groupsOf(connection, waiting))]
  const readings = yield* Effect.forEach(groups, (group) => readResource(connection, group), {
    concurrency: 4
  })
  return { size: waiting.length, ...(yield* applyReadings(connection.id, readings)) }
})

/** Notifications that one reading of a resource answers; without a concern, each stands alone. */
export interface NotificationGroup {
  readonly concern: Concern | null
  readonly about: readonly [Notification, ...ReadonlyArray<Notification>]
}

const groupsOf = Effect.fnUntraced(function* (
  { provider }: OpenConnection,
  waiting: ReadonlyArray<Notification>
) {
  const scheme = (yield* NotificationSchemes).get(provider)
  const groups = new Map<string, NotificationGroup>()
  for (const one of waiting) {
    const concern = scheme?.concern(one) ?? null
    const key = concern === null ? one.id : `${concern.kind} ${concern.reference}`
    groups.set(key, { concern, about: [one, ...(groups.get(key)?.about ?? [])] })
  }
  return groups.values()
})

const usable = (id: ConnectionId) =>
  Effect.mapError(
    openConnection(id, "asking"),
    ({ _tag }) =>
      new JobFailure({
        code: "providers.connection-unusable",
        fr: `La connexion ne peut pas être ouverte (${_tag}) : les notifications attendent.`,
        en: `The connection cannot be opened (${_tag}): its notifications wait.`,
        retryable: true
      })
  )

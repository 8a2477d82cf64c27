import { DateTime, Duration, Effect, Option } from "effect"
import { NotificationSchemes } from "../../../../ports/finance/NotificationSchemes.ts"
import { Notifications } from "../../../../ports/finance/Notifications.ts"
import { ProviderAdapters } from "../../../../ports/finance/ProviderAdapters.ts"
import { ResourceMarks } from "../../../../ports/finance/ResourceMarks.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { JobFailure, jobHandler } from "../../../platform/jobs/model/index.ts"
import { Ids } from "../../../shared/Uuid.ts"
import { failureText, type OpenConnection } from "../../providers/model/index.ts"
import { openConnection } from "../../providers/usecases/index.ts"
import { type ExpectedNotification, NotificationId, scanNotificationsKind } from "../model/index.ts"

/** How far behind the last search the next begins: providers deliver late. */
const overlap = Duration.minutes(30)

/** Where the first search of a connection begins. */
const firstLook = Duration.days(7)

/**
 * The work of `providers.scan-notifications`: what the provider says that it should have notified, and did not, is kept
 * as if it had come. A provider that keeps nothing that tells is not asked.
 */
export const scanNotifications = jobHandler(scanNotificationsKind, ({ connectionId }) =>
  Effect.gen(function* () {
    const notifications = yield* Notifications
    const connection = yield* openConnection(connectionId, "asking")
    const adapter = (yield* ProviderAdapters).get(connection.provider)
    if (adapter?.expectedSince === undefined) return { asked: false, expected: 0, missed: 0 }
    const now = yield* DateTime.now
    const last = yield* notifications.scannedUntil(connectionId)
    const since = Option.match(last, {
      onNone: () => DateTime.subtractDuration(now, firstLook),
      onSome: (until) => DateTime.subtractDuration(until, overlap)
    })
    const expected = yield* adapter.expectedSince(connection, since)
    const missed = yield* keep(connection, expected, now)
    return { asked: true, expected: expected.length, missed }
  }).pipe(Effect.mapError(jobFailureOf))
)

const keep = Effect.fnUntraced(function* (
  connection: OpenConnection,
  expected: ReadonlyArray<ExpectedNotification>,
  now: DateTime.Utc
) {
  const { write } = yield* UnitOfWork
  const notifications = yield* Notifications
  const { next } = yield* Ids
  return yield* write(
    Effect.gen(function* () {
      const missing = yield* notApplied(connection, expected)
      const missed = yield* Effect.forEach(missing, (one) =>
        Effect.map(next, (id) => ({
          id: NotificationId.make(id),
          eventId: one.eventId ?? `gap:${one.type}:${one.resourceId}:${one.asOf ?? 0n}`,
          type: one.type,
          resourceId: one.resourceId,
          occurredAt: one.occurredAt
        }))
      )
      const kept = yield* notifications.keepMissed(connection, missed)
      yield* notifications.setScannedUntil(connection.id, now)
      return kept
    })
  )
})

/** Without those whose resource is known here at their version already; events with an id are told apart by it. */
const notApplied = Effect.fnUntraced(function* (
  { id, provider }: OpenConnection,
  expected: ReadonlyArray<ExpectedNotification>
) {
  const scheme = (yield* NotificationSchemes).get(provider)
  const marks = yield* ResourceMarks
  const concerned = expected.map((one) => ({ one, concern: scheme?.concern(one) ?? null }))
  const known = yield* marks.of(
    id,
    concerned.flatMap(({ concern, one }) => (concern === null || one.eventId !== null ? [] : [concern]))
  )
  return concerned
    .filter(({ concern, one: { asOf, eventId } }) => {
      if (eventId !== null) return true
      const mark = known.find(
        ({ kind, reference }) => kind === concern?.kind && reference === concern.reference
      )
      return mark === undefined || (asOf !== null && mark.asOf < asOf)
    })
    .map(({ one }) => one)
})

type Failure = Effect.Error<ReturnType<typeof openConnection>> | Parameters<typeof failureText>[0]

const jobFailureOf = (failure: Failure) => {
  switch (failure._tag) {
    case "CredentialsRefused":
    case "NotSupported":
    case "OutcomeUnknown":
    case "ProviderRefused":
    case "ProviderUnavailable":
      return new JobFailure({
        code: "providers.scan-failed",
        ...failureText(failure),
        retryable: failure._tag === "ProviderUnavailable"
      })
    default:
      return new JobFailure({
        code: "providers.connection-unusable",
        fr: `La connexion ne peut pas être ouverte (${failure._tag}).`,
        en: `The connection cannot be opened (${failure._tag}).`,
        retryable: true
      })
  }
}

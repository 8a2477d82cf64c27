import { Effect } from "effect"
import { type NotificationEnd, Notifications } from "../../../../ports/finance/Notifications.ts"
import { ResourceMarks } from "../../../../ports/finance/ResourceMarks.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import type { ConnectionId } from "../../providers/model/index.ts"
import { type NotificationId, type NotificationNote, pauseAfter } from "../model/index.ts"
import { type Reading, unexpected } from "./readResource.ts"

interface Counts {
  readonly processed: number
  readonly ignored: number
  readonly failed: number
}

const none: Counts = { processed: 0, ignored: 0, failed: 0 }

/** Writes what came of each group: all in one unit of work, or each in its own when one of them cannot be written. */
export const applyReadings = Effect.fnUntraced(function* (
  id: ConnectionId,
  readings: ReadonlyArray<Reading>
) {
  if (readings.length === 0) return none
  return yield* Effect.catchDefect(applied(id, readings), (defect) =>
    readings.length === 1 ? gaveUp(id, readings, defect) : oneByOne(id, readings)
  )
})

const oneByOne = (id: ConnectionId, readings: ReadonlyArray<Reading>): Effect.Effect<Counts, never, Needs> =>
  Effect.map(
    Effect.forEach(readings, (reading) =>
      Effect.catchDefect(applied(id, [reading]), (defect) => gaveUp(id, [reading], defect))
    ),
    (counts) => counts.reduce(sum, none)
  )

const gaveUp = (id: ConnectionId, readings: ReadonlyArray<Reading>, defect: unknown) =>
  Effect.andThen(
    Effect.logError("Applying a notification failed unexpectedly", defect),
    applied(
      id,
      readings.map(({ group }) => ({ group, came: { _tag: "Failed", note: unexpected } }))
    )
  )

type Needs = Effect.Services<ReturnType<typeof applied>>

const applied = Effect.fnUntraced(function* (id: ConnectionId, readings: ReadonlyArray<Reading>) {
  const { write } = yield* UnitOfWork
  const { advance } = yield* ResourceMarks
  return yield* write(
    Effect.gen(function* () {
      const versions = readings.flatMap(({ came, group: { concern } }) =>
        came._tag === "Apply" && concern !== null ? [{ ...concern, asOf: came.asOf }] : []
      )
      const newest = new Set((yield* advance(id, versions)).map(keyOf))
      const outcomes = yield* Effect.forEach(readings, (reading) => outcomeOf(reading, newest))
      return { ...(yield* ended(outcomes)), failed: yield* failed(outcomes) }
    })
  )
})

/** How the notifications of a group end. */
interface Outcome {
  readonly about: Reading["group"]["about"]
  readonly end:
    | { readonly _tag: "Processed" }
    | { readonly _tag: "Ignored"; readonly note: NotificationNote }
    | { readonly _tag: "Failed"; readonly note: NotificationNote }
}

const outcomeOf = Effect.fnUntraced(function* (
  { came, group: { about, concern } }: Reading,
  newest: ReadonlySet<string>
) {
  const out = (end: Outcome["end"]): Outcome => ({ about, end })
  switch (came._tag) {
    case "Apply":
      if (concern === null || !newest.has(keyOf(concern))) return out({ _tag: "Ignored", note: older })
      return out(
        (yield* came.write) === "not-yet" ? { _tag: "Failed", note: underWay } : { _tag: "Processed" }
      )
    case "Ignored":
      return out({ _tag: "Ignored", note: nothing(came.reason) })
    case "NotFollowed":
      return out({ _tag: "Ignored", note: came.note })
    case "Failed":
      return out({ _tag: "Failed", note: came.note })
  }
})

/** Those that end in one way are noted in one statement, however many groups they are of. */
const ended = Effect.fnUntraced(function* (outcomes: ReadonlyArray<Outcome>) {
  const { end } = yield* Notifications
  const alike = new Map<string, { readonly as: NotificationEnd; readonly ids: Array<NotificationId> }>()
  for (const { about, end: as } of outcomes) {
    if (as._tag === "Failed") continue
    const key = JSON.stringify(as)
    const ids = about.map(({ id }) => id)
    const same = alike.get(key)
    if (same === undefined) alike.set(key, { as, ids })
    else same.ids.push(...ids)
  }
  const counts = { processed: 0, ignored: 0 }
  for (const { as, ids } of alike.values()) {
    counts[as._tag === "Processed" ? "processed" : "ignored"] += (yield* end(ids, as)).length
  }
  return counts
})

/** Each waits by its own count of attempts; one that was given up is an event. */
const failed = Effect.fnUntraced(function* (outcomes: ReadonlyArray<Outcome>) {
  const { end } = yield* Notifications
  const events = yield* Events
  let count = 0
  for (const { about, end: as } of outcomes) {
    if (as._tag !== "Failed") continue
    for (const { attempts, id, type } of about) {
      const pause = pauseAfter(id, attempts + 1)
      const gone = yield* end([id], { _tag: "Failed", note: as.note, pause })
      if (pause === undefined && gone.length > 0) {
        yield* events.publish({
          type: "providers.notification.dead",
          entityId: id,
          payload: { type, code: as.note.code }
        })
      }
      count++
    }
  }
  return count
})

const keyOf = ({ kind, reference }: { readonly kind: string; readonly reference: string }) =>
  `${kind} ${reference}`

const sum = (one: Counts, other: Counts): Counts => ({
  processed: one.processed + other.processed,
  ignored: one.ignored + other.ignored,
  failed: one.failed + other.failed
})

const older: NotificationNote = {
  code: "older",
  fr: "Un état plus récent avait déjà été appliqué.",
  en: "A newer state had been applied already."
}

const underWay: NotificationNote = {
  code: "under-way",
  fr: "Une opération en cours doit d'abord finir.",
  en: "An operation that is under way has to end first."
}

const nothing = (reason: string): NotificationNote => ({
  code: "nothing-to-do",
  fr: `Rien à faire : ${reason}`,
  en: `Nothing to do: ${reason}`
})

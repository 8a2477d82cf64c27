import { Effect } from "effect"
import { Notifications } from "../../../../ports/finance/Notifications.ts"
import { ResourceMarks } from "../../../../ports/finance/ResourceMarks.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import type { ConnectionId } from "../../providers/model/index.ts"
import { type NotificationNote, pauseAfter } from "../model/index.ts"
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
      let counts = none
      for (const reading of readings) counts = sum(counts, yield* writeOne(reading, newest))
      return counts
    })
  )
})

const writeOne = Effect.fnUntraced(function* (
  { came, group: { about, concern } }: Reading,
  newest: ReadonlySet<string>
) {
  const { end } = yield* Notifications
  const ids = about.map((one) => one.id)
  switch (came._tag) {
    case "Apply": {
      if (concern === null || !newest.has(keyOf(concern))) {
        return { ...none, ignored: (yield* end(ids, { _tag: "Ignored", note: older })).length }
      }
      if ((yield* came.write) === "not-yet") return { ...none, failed: yield* failed(about, underWay) }
      return { ...none, processed: (yield* end(ids, { _tag: "Processed" })).length }
    }
    case "Ignored":
      return { ...none, ignored: (yield* end(ids, { _tag: "Ignored", note: nothing(came.reason) })).length }
    case "NotFollowed":
      return { ...none, ignored: (yield* end(ids, { _tag: "Ignored", note: came.note })).length }
    case "Failed":
      return { ...none, failed: yield* failed(about, came.note) }
  }
})

/** Each waits by its own count of attempts; one that was given up is an event. */
const failed = Effect.fnUntraced(function* (about: Reading["group"]["about"], note: NotificationNote) {
  const { end } = yield* Notifications
  const events = yield* Events
  for (const { attempts, id, type } of about) {
    const pause = pauseAfter(id, attempts + 1)
    const ended = yield* end([id], { _tag: "Failed", note, pause })
    if (pause === undefined && ended.length > 0) {
      yield* events.publish({
        type: "providers.notification.dead",
        entityId: id,
        payload: { type, code: note.code }
      })
    }
  }
  return about.length
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

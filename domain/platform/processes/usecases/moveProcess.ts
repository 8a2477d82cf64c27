import { DateTime, Effect } from "effect"
import { Events } from "../../../../ports/platform/Events.ts"
import { type HeldProcess, type ProcessChange, Processes } from "../../../../ports/platform/Processes.ts"
import { currentStep, nextLook, nextOf, type ProcessShape, type Standing } from "../model/index.ts"

/** What is known beside where the process stands now. */
export interface Moved extends Pick<ProcessChange, "kept" | "moments"> {
  readonly standing: Standing
  /** The business row that is waited for; undefined keeps it. */
  readonly awaits?: string | null
  /** Whether it was looked at, and there is nothing to do before something happens. */
  readonly looked: boolean
}

/**
 * Writes where a held process stands, when it is due next, and the event of a state that others want to hear of. What
 * it waits for from now on is looked at once more at once: it may have happened while nobody was told.
 */
export const moveProcess = Effect.fnUntraced(function* (
  shape: ProcessShape,
  held: HeldProcess,
  { awaits = held.awaits, kept, looked, moments, standing }: Moved,
  now: DateTime.Utc
) {
  const processes = yield* Processes
  const events = yield* Events
  const ended = standing.state === "completed" || standing.state === "compensated"
  const rests = awaits === null || ended || standing.state === "failed"
  yield* processes.move(held, {
    standing,
    kept,
    awaits: rests ? null : awaits,
    wakeAt: ended ? firstReview(shape, now) : wakeAfter(shape, standing, looked, now),
    moments:
      ended && held.process.endedAt === null
        ? [...moments, { step: null, what: "ended", note: standing.state }]
        : moments
  })
  const { definition, id, state } = held.process
  if (standing.state !== state && told.has(standing.state)) {
    yield* events.publish({
      type: `processes.process.${standing.state}`,
      entityId: id,
      payload: { definition, businessKey: held.process.businessKey }
    })
  }
})

const told: ReadonlySet<string> = new Set(["completed", "compensating", "compensated", "failed"])

/** When a process that ends now is looked at once more. */
const firstReview = ({ review }: ProcessShape, now: DateTime.Utc) =>
  review === null ? null : DateTime.addDuration(now, review.after)

const wakeAfter = (shape: ProcessShape, standing: Standing, looked: boolean, now: DateTime.Utc) => {
  const next = nextOf(shape, standing, now)
  if (next._tag === "Rest") return next.until
  const current = currentStep(shape, standing)
  return looked && current !== undefined ? nextLook(current, now) : now
}

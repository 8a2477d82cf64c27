import { DateTime, Effect } from "effect"
import { definitionKey } from "../../../../ports/platform/ProcessDefinitions.ts"
import { type HeldProcess, Processes } from "../../../../ports/platform/Processes.ts"
import { ProcessWorks } from "../../../../ports/platform/ProcessWorks.ts"
import type { ProcessShape } from "../model/index.ts"

/**
 * Looks once more at a process that has ended, as its definition wants it, until there is nothing left to look at. It
 * rests in any case, also when something woke it that comes too late.
 */
export const reviewProcess = Effect.fnUntraced(function* (
  { review }: ProcessShape,
  held: HeldProcess,
  now: DateTime.Utc
) {
  const { input, process, standing, steps } = held
  const processes = yield* Processes
  const works = yield* ProcessWorks
  if (review === null || process.nextLookAt === null) return true
  if (DateTime.isGreaterThan(process.nextLookAt, now)) return true
  const work = works.get(definitionKey(process.definition, process.definitionVersion))
  if (work === undefined) return yield* Effect.die(`no work for ${process.definition}`)
  const satisfied = yield* work.review({
    processId: process.id,
    state: process.state,
    input,
    subjects: Object.fromEntries(steps.map(({ name, subject }) => [name, subject])),
    undone: Object.fromEntries(steps.map(({ name, undoSubject }) => [name, undoSubject]))
  })
  yield* processes.move(held, {
    standing,
    kept: null,
    awaits: null,
    wakeAt: satisfied ? null : DateTime.addDuration(now, review.every),
    moments: satisfied ? [{ step: null, what: "reviewed", note: null }] : []
  })
  return true
})

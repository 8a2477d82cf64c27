import { assert, describe, it } from "@effect/vitest"
import { JobStatus, jobTransitions, statesBefore } from "../../../../domain/platform/jobs/model/index.ts"

describe("the states of a job", () => {
  it("have these steps and no others", () => {
    const steps = JobStatus.literals.flatMap((from) => jobTransitions[from].map((to) => `${from} > ${to}`))
    assert.deepStrictEqual(steps, [
      "requested > queued",
      "requested > cancelled",
      "queued > running",
      "queued > cancelled",
      "running > done",
      "running > failed",
      "running > cancelled",
      "running > queued",
      "failed > requested"
    ])
  })

  it("can all be reached, and all lead to an end", () => {
    const reachedFrom = (start: JobStatus): ReadonlySet<JobStatus> => {
      const reached = new Set([start])
      for (const status of reached) for (const next of jobTransitions[status]) reached.add(next)
      return reached
    }
    assert.deepStrictEqual([...reachedFrom("requested")].toSorted(), JobStatus.literals.toSorted())
    for (const from of JobStatus.literals) {
      assert.isTrue(reachedFrom(from).has("done") || from === "cancelled")
    }
  })

  it("know the states before each", () => {
    for (const to of JobStatus.literals) {
      for (const from of JobStatus.literals) {
        assert.strictEqual(statesBefore(to).includes(from), jobTransitions[from].includes(to))
      }
    }
  })
})

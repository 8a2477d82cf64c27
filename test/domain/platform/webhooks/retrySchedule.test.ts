import { assert, it } from "@effect/vitest"
import { Duration } from "effect"
import { pauseAfter, restAfter } from "../../../../domain/platform/webhooks/model/index.ts"

const low = "019ab1c2-7d3e-7f40-8a51-3f0f6b000000"
const high = "019ab1c2-7d3e-7f40-8a51-3f0f6bffffff"

it("a delivery is tried eight times over 27 to 33 hours, with pauses spread by up to a fifth", () => {
  const seconds = (id: string) =>
    [1, 2, 3, 4, 5, 6, 7].map((attempt) => Duration.toSeconds(pauseAfter(id, attempt) ?? 0))
  assert.deepStrictEqual(seconds(low), [5, 300, 1800, 7200, 18_000, 36_000, 36_000])
  assert.deepStrictEqual(
    seconds(high),
    seconds(low).map((pause) => pause * 1.2)
  )
  assert.isUndefined(pauseAfter(low, 8))
})

it("a receiver rests after three failures in a row, ten minutes at most, or as long as it asks up to an hour", () => {
  const rests = [1, 2, 3, 4, 5, 9, 1000].map((failures) => Duration.toSeconds(restAfter(failures, null)))
  assert.deepStrictEqual(rests, [0, 0, 15, 30, 60, 600, 600])
  assert.strictEqual(Duration.toSeconds(restAfter(1, Duration.seconds(120))), 120)
  assert.strictEqual(Duration.toSeconds(restAfter(1, Duration.days(9))), 3600)
})

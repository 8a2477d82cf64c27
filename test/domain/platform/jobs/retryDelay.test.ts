import { assert, describe, it } from "@effect/vitest"
import { Duration, Schema } from "effect"
import { retryDelay } from "../../../../domain/platform/jobs/model/index.ts"
import { Uuid } from "../../../../domain/shared/Uuid.ts"

const Attempt = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 100 }))
const seconds = (id: string, attempt: number) => Duration.toSeconds(retryDelay(id, attempt))

describe("retryDelay", () => {
  it.prop(
    "grows to five minutes, spread by a fifth at most",
    { id: Uuid, attempt: Attempt },
    ({ attempt, id }) => {
      const bare = Math.min(300, 2 ** (attempt - 1))
      assert.isAtLeast(seconds(id, attempt), bare)
      assert.isAtMost(seconds(id, attempt), bare * 1.2 + 0.001)
      assert.isAtLeast(seconds(id, attempt + 1), seconds(id, attempt))
    }
  )

  it("spreads jobs that failed together", () => {
    const early = "01932f5e-8f5a-7c3e-9b1a-2f4d6c000000"
    const late = "01932f5e-8f5a-7c3e-9b1a-2f4d6cffffff"
    assert.strictEqual(seconds(early, 1), 1)
    assert.strictEqual(seconds(late, 1), 1.2)
  })
})

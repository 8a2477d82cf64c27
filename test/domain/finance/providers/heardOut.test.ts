import { assert, it } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { ProviderName } from "../../../../domain/finance/providers/model/index.ts"
import { heardOut } from "../../../../domain/finance/providers/usecases/heardOut.ts"

const heard = heardOut(ProviderName.make("solaris"), "credit.apply")

/** The time-out of a lender, reached in an attempt that followed a refused connection. */
const slowest = Effect.as(Effect.sleep("195 seconds"), "the application")

it.effect("a sending is heard as long as its own time-out allows, 150 s at Solaris", () =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(heard(slowest))
    yield* TestClock.adjust("195 seconds")
    assert.strictEqual(yield* Fiber.join(fiber), "the application")
  })
)

it.effect("a sending without any end is unknown before absence is believed", () =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(Effect.flip(heard(Effect.never)))
    yield* TestClock.adjust("9 minutes")
    const lost = yield* Fiber.join(fiber)
    assert.deepInclude(lost, { _tag: "OutcomeUnknown", reason: "timed-out", operation: "credit.apply" })
  })
)

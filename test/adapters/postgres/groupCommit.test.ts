import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Fiber, Latch } from "effect"
import { TestClock } from "effect/testing"
import { groupCommit } from "../../../adapters/postgres/groupCommit.ts"

/** Turns that wait for the gate, then answer each number with its double; a turn with a 13 fails. */
const doubling = (limits: { readonly most?: number; readonly mostBytes?: number } = {}) =>
  Effect.gen(function* () {
    const turns: Array<ReadonlyArray<number>> = []
    const gate = yield* Latch.make()
    const ask = yield* groupCommit({
      most: limits.most ?? 64,
      mostBytes: limits.mostBytes ?? 1000,
      bytesOf: (item: number) => item,
      run: (items) =>
        Effect.gen(function* () {
          turns.push(items)
          yield* gate.await
          if (items.includes(13)) return yield* Effect.die("refused")
          return items.map((item) => item * 2)
        })
    })
    const askAll = (items: ReadonlyArray<number>) =>
      Effect.forkChild(
        Effect.forEach(items, (item) => Effect.exit(ask(item)), { concurrency: "unbounded" }),
        {
          startImmediately: true
        }
      )
    return { turns, gate, askAll }
  })

const doubles = (items: ReadonlyArray<number>) => items.map((item) => Exit.succeed(item * 2))

describe("groupCommit", () => {
  it.effect("puts what comes while a turn runs into the next, and answers each its own", () =>
    Effect.gen(function* () {
      const { askAll, gate, turns } = yield* doubling()
      const asked = yield* askAll([1, 2, 3, 4, 5, 6])
      assert.deepStrictEqual(turns, [[1]])
      yield* gate.open
      assert.deepStrictEqual(yield* Fiber.join(asked), doubles([1, 2, 3, 4, 5, 6]))
      assert.deepStrictEqual(turns, [[1], [2, 3, 4, 5, 6]])
    })
  )

  it.effect("bounds a turn by number and by size, and takes what is bigger alone", () =>
    Effect.gen(function* () {
      const { askAll, gate, turns } = yield* doubling({ most: 3, mostBytes: 100 })
      const items = [1, 2, 10, 11, 12, 14, 60, 50, 500, 15]
      const asked = yield* askAll(items)
      yield* gate.open
      assert.deepStrictEqual(yield* Fiber.join(asked), doubles(items))
      assert.deepStrictEqual(turns, [[1], [2, 10, 11], [12, 14, 60], [50], [500], [15]])
    })
  )

  it.effect("lets what is refused take nobody with it", () =>
    Effect.gen(function* () {
      const { askAll, gate, turns } = yield* doubling()
      const asked = yield* askAll([1, 2, 3, 13, 4])
      yield* gate.open
      const exits = yield* Fiber.join(asked)
      assert.deepStrictEqual(exits.map(Exit.isSuccess), [true, true, true, false, true])
      assert.deepStrictEqual(turns, [[1], [2, 3, 13, 4], [2], [3], [13], [4]])
    })
  )

  it.effect("fails those whose turn never ends, and takes those who come after", () =>
    Effect.gen(function* () {
      const { askAll, gate } = yield* doubling()
      const stuck = yield* askAll([1])
      const next = yield* askAll([2, 3])
      yield* TestClock.adjust("5 seconds")
      assert.deepStrictEqual((yield* Fiber.join(stuck)).map(Exit.isSuccess), [false])
      yield* gate.open
      assert.deepStrictEqual(yield* Fiber.join(next), doubles([2, 3]))
    })
  )

  it.effect("goes on for the others when one no longer waits", () =>
    Effect.gen(function* () {
      const { askAll, gate } = yield* doubling()
      const gone = yield* askAll([1])
      const asked = yield* askAll([2, 3, 4])
      yield* Fiber.interrupt(gone)
      yield* gate.open
      assert.deepStrictEqual(yield* Fiber.join(asked), doubles([2, 3, 4]))
      assert.deepStrictEqual(yield* Effect.flatMap(askAll([5]), Fiber.join), doubles([5]))
    })
  )

  it.effect("answers nobody with another's answer", () =>
    Effect.gen(function* () {
      const ask = yield* groupCommit({
        most: 64,
        mostBytes: 64,
        bytesOf: () => 1,
        run: (_: ReadonlyArray<number>) => Effect.succeed<ReadonlyArray<number>>([])
      })
      assert.isTrue(Exit.isFailure(yield* Effect.exit(ask(1))))
    })
  )
})

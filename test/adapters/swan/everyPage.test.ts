import { assert, it } from "@effect/vitest"
import { Effect, Exit } from "effect"
import { everyPage } from "../../../adapters/swan/everyPage.ts"

const listOf = (pages: number) => (after: string | null) =>
  Effect.sync(() => {
    const page = Number(after ?? 0)
    return {
      pageInfo: { hasNextPage: page + 1 < pages, endCursor: String(page + 1) },
      edges: [{ node: page }]
    }
  })

it.effect("a list is read to its last page", () =>
  Effect.map(everyPage(listOf(5), 5), (found) => assert.deepStrictEqual(found, [0, 1, 2, 3, 4]))
)

it.effect("a list that is longer than what is read is no answer, not a shorter list", () =>
  Effect.map(Effect.exit(everyPage(listOf(6), 5)), (exit) =>
    assert.include(Exit.isFailure(exit) ? String(exit.cause) : "", "ProviderUnavailable")
  )
)

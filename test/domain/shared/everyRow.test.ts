import { assert, it } from "@effect/vitest"
import { Effect, Option } from "effect"
import { everyRow } from "../../../domain/shared/everyRow.ts"

const listOf = (count: number) => {
  const asked: Array<number> = []
  const page = (limit: number, after: Option.Option<number>) =>
    Effect.sync(() => {
      const first = Option.match(after, { onNone: () => 0, onSome: (id) => id + 1 })
      asked.push(first)
      return Array.from({ length: Math.min(limit, count - first) }, (_, at) => ({ id: first + at }))
    })
  return { asked, page }
}

it.effect.each([0, 1, 199, 200, 201, 450])("reads every one of %i rows once", (count) =>
  Effect.gen(function* () {
    const { asked, page } = listOf(count)
    const rows = yield* everyRow(page)
    assert.deepStrictEqual(
      rows.map(({ id }) => id),
      Array.from({ length: count }, (_, at) => at)
    )
    assert.strictEqual(asked.length, Math.floor(count / 200) + 1)
  })
)

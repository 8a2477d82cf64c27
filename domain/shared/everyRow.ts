import { Effect, Option } from "effect"

const pageSize = 200

/** Every row of what is listed page by page, in the order of the list. */
export const everyRow = <Id, Row extends { readonly id: Id }, E, R>(
  page: (limit: number, after: Option.Option<Id>) => Effect.Effect<ReadonlyArray<Row>, E, R>
): Effect.Effect<ReadonlyArray<Row>, E, R> =>
  Effect.gen(function* () {
    const rows: Array<Row> = []
    for (;;) {
      const found = yield* page(pageSize, Option.fromUndefinedOr(rows.at(-1)?.id))
      rows.push(...found)
      if (found.length < pageSize) return rows
    }
  })

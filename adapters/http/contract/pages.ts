import { Effect, Option, Schema, SchemaGetter } from "effect"
import { CurrentLanguage, type Texts } from "../../../domain/shared/Language.ts"
import { InvalidRequest } from "./errors.ts"

/** How many items at most (1 to 200, 50 when absent), and where the last page ended. */
export const PageQuery = {
  limit: Schema.optional(
    Schema.NumberFromString.check(Schema.isInt(), Schema.isBetween({ minimum: 1, maximum: 200 })).annotate({
      description: "Items in the page, 1 to 200; 50 when absent"
    })
  ),
  cursor: Schema.optional(
    Schema.String.check(Schema.isMaxLength(400)).annotate({
      description: "The `nextCursor` of the page before"
    })
  )
}

/** One page. `nextCursor` is null on the last. */
export const Page = <S extends Schema.Top>(item: S) =>
  Schema.Struct({ items: Schema.Array(item), nextCursor: Schema.NullOr(Schema.String) })

/** A cursor is the sort key of the last item seen, as base64url JSON: opaque to callers, checked when it returns. */
export const cursorOf = <S extends Schema.Top>(key: S) =>
  Schema.String.pipe(
    Schema.decodeTo(Schema.fromJsonString(key), {
      decode: SchemaGetter.decodeBase64UrlString(),
      encode: SchemaGetter.encodeBase64Url()
    })
  )

/**
 * Answers one page: decodes the cursor, asks for one item more than the page holds, and makes the next cursor from
 * the last one shown. A cursor that is not one of ours is a wrong field of the query.
 */
export const pageOf = <K, A, E, R>(
  cursor: Schema.Codec<K, string>,
  page: PageAsked,
  keyOf: (item: A) => K,
  find: (limit: number, after: Option.Option<K>) => Effect.Effect<ReadonlyArray<A>, E, R>
) => reportPage(cursor, page, keyOf, (limit, after) => Effect.map(find(limit, after), (items) => ({ items })))

/** The same for a report: `find` answers its items among other things, and the page keeps those. */
export const reportPage = <K, A, T, E, R>(
  cursor: Schema.Codec<K, string>,
  page: PageAsked,
  keyOf: (item: A) => K,
  find: (limit: number, after: Option.Option<K>) => Effect.Effect<Report<T, A>, E, R>
) =>
  Effect.gen(function* () {
    const limit = page.limit ?? 50
    const after =
      page.cursor === undefined ? Option.none<K>() : Option.some(yield* decodeCursor(cursor, page.cursor))
    const found = yield* find(limit + 1, after)
    const items = found.items.slice(0, limit)
    const last = items.at(-1)
    const more = found.items.length > limit && last !== undefined
    const nextCursor = more ? yield* Effect.orDie(Schema.encodeEffect(cursor)(keyOf(last))) : null
    return { ...found, items, nextCursor }
  })

/** Answers what was verified behind a cursor, and the cursor behind which to go on. */
export const verifiedPage = <K, T, E, R>(
  cursor: Schema.Codec<K, string>,
  text: string | undefined,
  verify: (after: K | undefined) => Effect.Effect<T & { readonly next: K | undefined }, E, R>
) =>
  Effect.gen(function* () {
    const after = text === undefined ? undefined : yield* decodeCursor(cursor, text)
    const { next, ...found } = yield* verify(after)
    const nextCursor = next === undefined ? null : yield* Effect.orDie(Schema.encodeEffect(cursor)(next))
    return { ...found, nextCursor }
  })

type Report<T, A> = T & { readonly items: ReadonlyArray<A> }

interface PageAsked {
  readonly limit?: number | undefined
  readonly cursor?: string | undefined
}

const decodeCursor = <K>(cursor: Schema.Codec<K, string>, text: string) =>
  Effect.catchTag(Schema.decodeEffect(cursor)(text), "SchemaError", () =>
    Effect.flatMap(CurrentLanguage, (language) =>
      Effect.fail(
        new InvalidRequest({ errors: [{ path: ["query", "cursor"], message: wrongCursor[language] }] })
      )
    )
  )

const wrongCursor: Texts = {
  fr: "ce curseur ne vient pas de cette liste",
  en: "this cursor does not come from this list"
}

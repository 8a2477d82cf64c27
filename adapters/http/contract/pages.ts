import { Schema, SchemaGetter } from "effect"

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

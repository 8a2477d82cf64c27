import { Effect, Schema } from "effect"

/** A start as it was asked for: what tells it from another one under the same key. */
export const requestOf = <A>(schema: Schema.Codec<A, unknown>, input: A) =>
  Effect.orDie(Schema.encodeEffect(Schema.toCodecJson(schema))(input))

import { Effect, Schema } from "effect"

/** What one of our own steps has kept, by its schema: anything else is a defect. */
export const subjectOf =
  <A>(schema: Schema.Codec<A, unknown>) =>
  (stored: Schema.Json | undefined) =>
    Effect.orDie(Schema.decodeUnknownEffect(Schema.toCodecJson(schema))(stored))

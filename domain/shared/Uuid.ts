import { Context, type Effect, Schema } from "effect"

export const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u

/** A UUID in lower case only: PostgreSQL folds UUIDs, and an id must survive the round trip. */
export const Uuid = Schema.String.check(Schema.isPattern(uuidPattern)).annotate({
  description: "UUID in lower case",
  examples: ["019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"]
})

/** Where new ids come from: the domain draws no randomness of its own. */
export class Ids extends Context.Service<
  Ids,
  {
    /** A fresh UUID, version 7 (RFC 9562): ordered by time, so that indexes grow at their end. */
    readonly next: Effect.Effect<string>
  }
>()("azals/shared/Ids") {}

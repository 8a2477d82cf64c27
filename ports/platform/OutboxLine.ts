import { Context, type Effect } from "effect"

/** The events of all companies that have not been announced yet. It holds no business data. */
export class OutboxLine extends Context.Service<
  OutboxLine,
  {
    /**
     * Announces at most `limit` events, in the order of commits of each company, to everyone who listens, and takes
     * them out of the line: both or neither. Answers how many.
     */
    readonly announce: (limit: number) => Effect.Effect<number>
  }
>()("azals/ports/platform/OutboxLine") {}

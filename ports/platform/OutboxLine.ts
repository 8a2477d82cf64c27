import { Context, type Effect } from "effect"

export interface Announced {
  readonly count: number
  readonly byTraceParent: Readonly<Record<string, number>>
}

/** The events of all companies that have not been announced yet. It holds no business data. */
export class OutboxLine extends Context.Service<
  OutboxLine,
  {
    /**
     * Announces at most `limit` events, in the order of commits of each company, to everyone who listens, and takes
     * them out of the line: both or neither. Answers how many, and by `traceparent` how many belong to which request.
     */
    readonly announce: (limit: number) => Effect.Effect<Announced>
  }
>()("azals/ports/platform/OutboxLine") {}

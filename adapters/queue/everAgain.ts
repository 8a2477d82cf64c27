import { type Duration, Effect, Schedule } from "effect"

/** Repeats for ever, with a pause between the rounds; a round that fails is logged, and the next one comes. */
export const everAgain = <A, E, R>(pause: Duration.Input, round: Effect.Effect<A, E, R>) =>
  round.pipe(
    Effect.catchCause((cause) =>
      Effect.logWarning("A round of the queue failed; the next one follows", cause)
    ),
    Effect.repeat(Schedule.spaced(pause))
  )

import { Effect } from "effect"

/** Runs `times` calls at once and answers what each gave, in order; `invariant` is then checked on all of it. */
export const inParallel = <A, E, R, E2, R2>(
  times: number,
  work: (index: number) => Effect.Effect<A, E, R>,
  invariant: (answers: ReadonlyArray<A>) => Effect.Effect<void, E2, R2>
) =>
  Effect.forEach(
    Array.from({ length: times }, (_, index) => index),
    work,
    { concurrency: "unbounded" }
  ).pipe(Effect.tap(invariant))

import { Cause, Deferred, Effect, Exit } from "effect"

/**
 * One transaction for many: what is asked while a turn is under way goes together in the next one, in its order. Each
 * is answered when its turn is committed. Of a turn that fails, each is tried again by itself, so that one which the
 * database refuses takes nobody with it: `run` must bear to see an item twice. `most` and `mostBytes` bound a turn, and so does time: a
 * session that no longer answers fails those of its turn, and not those who come after.
 */
export const groupCommit = <A, B>({ bytesOf, most, mostBytes, run }: GroupCommit<A, B>) =>
  Effect.map(Effect.context(), (context) => {
    const start = Effect.runForkWith(context)
    const waiting: Array<Asked<A, B>> = []
    let turning = false

    const takeTurn = () => {
      let bytes = 0
      const past = waiting.findIndex(({ item }, index) => {
        bytes += bytesOf(item)
        return index === most || (index > 0 && bytes > mostBytes)
      })
      return waiting.splice(0, past < 0 ? waiting.length : past)
    }

    /** One turn after the other, until nobody waits. */
    const takeTurns = Effect.gen(function* () {
      for (let asked = takeTurn(); asked.length > 0; asked = takeTurn()) {
        yield* Effect.timeoutOrElse(answerAll(run, asked), {
          duration: turnSeconds,
          orElse: () => failAll(asked, Cause.die("a turn took too long"))
        })
      }
      turning = false
    })

    return (item: A): Effect.Effect<B> =>
      Effect.suspend(() => {
        const answer = Deferred.makeUnsafe<B>()
        waiting.push({ item, answer })
        if (!turning) {
          turning = true
          start(takeTurns)
        }
        return Deferred.await(answer)
      })
  })

/** Far above what a commit takes, far below what a provider waits for an answer. */
const turnSeconds = "5 seconds"

export interface GroupCommit<A, B> {
  readonly most: number
  readonly mostBytes: number
  readonly bytesOf: (item: A) => number
  /** Answers each item, in their order, once all are committed. */
  readonly run: (items: ReadonlyArray<A>) => Effect.Effect<ReadonlyArray<B>>
}

interface Asked<A, B> {
  readonly item: A
  readonly answer: Deferred.Deferred<B>
}

const answerAll = <A, B>(
  run: GroupCommit<A, B>["run"],
  asked: ReadonlyArray<Asked<A, B>>
): Effect.Effect<void> =>
  Effect.flatMap(Effect.exit(run(asked.map(({ item }) => item))), (exit) => {
    if (Exit.isSuccess(exit)) {
      return Effect.forEach(
        asked,
        ({ answer }, index) => Deferred.done(answer, answerAt(exit.value, index)),
        {
          discard: true
        }
      )
    }
    return asked.length === 1
      ? failAll(asked, exit.cause)
      : Effect.forEach(asked, (one) => answerAll(run, [one]), { discard: true })
  })

/** Those that have their answer already keep it. */
const failAll = <A, B>(asked: ReadonlyArray<Asked<A, B>>, cause: Cause.Cause<never>) =>
  Effect.forEach(asked, ({ answer }) => Deferred.failCause(answer, cause), { discard: true })

const answerAt = <B>(answers: ReadonlyArray<B>, index: number): Exit.Exit<B> => {
  const answer = answers[index]
  return answer === undefined ? Exit.die("a turn that answers fewer than it was asked") : Exit.succeed(answer)
}

import { Effect, Schema } from "effect"
import { Financings } from "../../../../ports/finance/Financings.ts"
import type { Found, StepTask } from "../../../platform/processes/model/index.ts"
import { AdvanceId, type AdvanceState } from "../../financing/model/index.ts"
import { decideAdvance, requestAdvance, requestRefresh } from "../../financing/usecases/index.ts"
import type { AdvanceInput } from "../model/index.ts"
import { invoiceOf } from "./presentStep.ts"
import { refusalText } from "./refusalText.ts"
import { subjectOf } from "./subjectOf.ts"

type Task = StepTask<AdvanceInput>

const requested = subjectOf(Schema.Struct({ advanceId: AdvanceId }))

const requestIfAny = subjectOf(Schema.NullOr(Schema.Struct({ advanceId: AdvanceId })))

/** The advance that the step `request` asked for, if it did. */
export const requestedAdvance = (subject: Schema.Json | undefined) =>
  Effect.map(requestIfAny(subject ?? null), (asked) => asked?.advanceId ?? null)

/** The same as it stands. */
export const advanceOf = ({ subjects }: Pick<Task, "subjects">) =>
  Effect.gen(function* () {
    const { advance } = yield* Financings
    const { advanceId } = yield* requested(subjects["request"])
    return yield* Effect.orDie(advance(advanceId))
  })

/** Asks for the advance to be read again at the financer: what was not notified is seen all the same. */
export const readAgain = (id: AdvanceId) => Effect.orDie(requestRefresh(id))

/** States in which the advance came to nothing. */
export const isOver = (state: AdvanceState) =>
  state === "refused" || state === "declined" || state === "cancelled"

/** Why an advance came to nothing. */
export const overFor = ({
  reason,
  state
}: { readonly reason: { readonly code: string; readonly fr: string; readonly en: string } | null } & {
  readonly state: AdvanceState
}) => {
  const texts = { fr: "Le financement n'aura pas lieu.", en: "There will be no advance." }
  return {
    _tag: "Refused" as const,
    again: false,
    fault: reason ?? { code: `financer.${state}`, ...texts }
  }
}

const begin = Effect.fn("suite.advance.request")(function* (task: Task) {
  const financedInvoiceId = yield* invoiceOf(task)
  return yield* requestAdvance({ ...task.input.advance, financedInvoiceId }).pipe(
    Effect.map(({ id }) => ({ _tag: "Opened" as const, awaits: id, subject: { advanceId: id } })),
    Effect.catch((failure) =>
      Effect.succeed({ _tag: "Refused" as const, again: false, fault: refusalText(failure) })
    )
  )
})

const look = Effect.fnUntraced(function* (task: Task) {
  const advance = yield* advanceOf(task)
  if (advance.state === "requested") return { _tag: "Pending" } satisfies Found
  return isOver(advance.state) ? overFor(advance) : ({ _tag: "Succeeded" } satisfies Found)
})

/** The compensation: the advance is cancelled, which the financer allows before the money leaves. */
const undo = {
  begin: Effect.fn("suite.advance.cancel")(function* (task: Task) {
    const { id, state, version } = yield* advanceOf(task)
    if (isOver(state)) return { _tag: "Succeeded" } satisfies Found
    return yield* decideAdvance(id, version, { _tag: "Cancel" }).pipe(
      Effect.as({ _tag: "Opened" as const, awaits: id, subject: { advanceId: id } }),
      Effect.catch((failure) =>
        Effect.as(readAgain(id), { _tag: "Refused" as const, again: true, fault: refusalText(failure) })
      )
    )
  }),
  look: Effect.fnUntraced(function* (task: Task) {
    const { id, state } = yield* advanceOf(task)
    if (isOver(state)) return { _tag: "Succeeded" } satisfies Found
    yield* readAgain(id)
    return { _tag: "Pending" } satisfies Found
  })
}

/** The step `request` of an advance, with its compensation. */
export const requestStep = { begin, look, undo }

import { Effect } from "effect"
import { Financings } from "../../../../ports/finance/Financings.ts"
import type { Found, StepTask } from "../../../platform/processes/model/index.ts"
import { type AdvanceState, isDisbursement } from "../../financing/model/index.ts"
import { decideAdvance, requestSync } from "../../financing/usecases/index.ts"
import type { AdvanceInput } from "../model/index.ts"
import { advanceOf, isOver, overFor, readAgain } from "./requestStep.ts"
import { refusalText } from "./refusalText.ts"

type Task = StepTask<AdvanceInput>

/** Waits until the advance is in one of these states, and reads it again meanwhile. */
const until = (wanted: ReadonlyArray<AdvanceState>) => ({
  begin: (task: Task) =>
    Effect.map(advanceOf(task), ({ id }) => ({
      _tag: "Opened" as const,
      awaits: id,
      subject: { advanceId: id }
    })),
  look: Effect.fnUntraced(function* (task: Task) {
    const advance = yield* advanceOf(task)
    if (wanted.includes(advance.state)) return { _tag: "Succeeded" } satisfies Found
    if (isOver(advance.state)) return overFor(advance)
    yield* readAgain(advance.id)
    return { _tag: "Pending" } satisfies Found
  })
})

const paidOut: ReadonlyArray<AdvanceState> = ["paid-out", "fees-due", "repaid"]
const confirmed: ReadonlyArray<AdvanceState> = ["validated", "scheduled", ...paidOut]

/** The step `offer`: the financer makes an offer that can be accepted. */
export const offerStep = until(["to-validate", ...confirmed])

/** The step `paid`: the money has left the financer. */
export const paidStep = until(paidOut)

/** The step `validate`: the offer is accepted at the financer, where it wants that. */
export const validateStep = {
  begin: Effect.fn("suite.advance.validate")(function* (task: Task) {
    const { id, state, version } = yield* advanceOf(task)
    if (confirmed.includes(state)) return { _tag: "Succeeded" } satisfies Found
    return yield* decideAdvance(id, version, { _tag: "Validate" }).pipe(
      Effect.as({ _tag: "Opened" as const, awaits: id, subject: { advanceId: id } }),
      Effect.catch((failure) =>
        Effect.succeed({ _tag: "Refused" as const, again: false, fault: refusalText(failure) })
      )
    )
  }),
  look: until(confirmed).look
}

/** The step `reconciled`: what the financer's journal says of the payment stands in the books. */
export const reconciledStep = {
  begin: (task: Task) =>
    Effect.gen(function* () {
      const { id } = yield* advanceOf(task)
      return { _tag: "Opened" as const, awaits: id, subject: { advanceId: id } }
    }),
  look: Effect.fnUntraced(function* (task: Task) {
    const { reference } = yield* advanceOf(task)
    const { journalOf } = yield* Financings
    const { connectionId } = task.input.invoice
    const facts = reference === null ? [] : yield* journalOf(connectionId, reference)
    const posted = facts.some(({ kind, posting }) => isDisbursement(kind) && posting === "posted")
    if (posted) return { _tag: "Succeeded" } satisfies Found
    yield* Effect.orDie(requestSync(connectionId))
    return { _tag: "Pending" } satisfies Found
  })
}

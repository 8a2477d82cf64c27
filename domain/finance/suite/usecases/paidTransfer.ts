import { Effect, Schema } from "effect"
import { Transfers } from "../../../../ports/finance/Transfers.ts"
import type { Found, StepTask } from "../../../platform/processes/model/index.ts"
import { type NewTransfer, type Transfer, TransferId } from "../../banking/model/index.ts"
import { cancelTransfer } from "../../banking/usecases/index.ts"
import { refusalText } from "./refusalText.ts"
import { subjectOf } from "./subjectOf.ts"

type Task = StepTask<NewTransfer>

const made = subjectOf(Schema.NullOr(Schema.Struct({ transferId: TransferId })))

/** The transfer that the process asked for, if it did. */
export const transferIdOf = ({ subjects }: Pick<Task, "subjects">) =>
  Effect.map(made(subjects["order"] ?? subjects["check"] ?? null), (subject) => subject?.transferId ?? null)

/** The same as it stands. */
export const transferOf = (task: Pick<Task, "subject" | "subjects">) =>
  Effect.gen(function* () {
    const { find } = yield* Transfers
    const id = (yield* made(task.subject))?.transferId ?? (yield* transferIdOf(task))
    return id === null
      ? yield* Effect.die("a transfer that was ordered has an id")
      : yield* Effect.orDie(find(id))
  })

/** Why a transfer came to nothing. */
export const overFor = ({ reason, state }: Transfer) => {
  const texts = { fr: "Le virement n'a pas eu lieu.", en: "The transfer did not take place." }
  return { _tag: "Refused" as const, again: false, fault: reason ?? { code: `transfer.${state}`, ...texts } }
}

/** Whether no money of it is, or will be, away. */
export const isOver = ({ state }: Transfer) =>
  state === "rejected" || state === "cancelled" || state === "returned"

/** The transfer that a step asked for, or why it could not be. */
export const opened = <E extends { readonly _tag: string }, R>(asked: Effect.Effect<Transfer, E, R>) =>
  asked.pipe(
    Effect.map(({ id }) => ({ _tag: "Opened" as const, awaits: id, subject: { transferId: id } })),
    Effect.catch((failure) =>
      Effect.succeed({ _tag: "Refused" as const, again: false, fault: refusalText(failure) })
    )
  )

/** The compensation: the transfer is cancelled where that is possible still; otherwise a person is needed. */
export const undoTransfer = {
  begin: Effect.fn("suite.pay.cancel")(function* (task: Task) {
    const transfer = yield* transferOf(task)
    if (isOver(transfer)) return { _tag: "Succeeded" } satisfies Found
    const { id, version } = transfer
    return yield* cancelTransfer(id, version).pipe(
      Effect.as({ _tag: "Opened" as const, awaits: id, subject: { transferId: id } }),
      Effect.catch((failure) =>
        Effect.succeed({ _tag: "Refused" as const, again: true, fault: refusalText(failure) })
      )
    )
  }),
  look: Effect.fnUntraced(function* (task: Task) {
    const transfer = yield* transferOf(task)
    if (isOver(transfer)) return { _tag: "Succeeded" } satisfies Found
    return transfer.state === "cancelling"
      ? ({ _tag: "Pending" } satisfies Found)
      : ({ ...overFor(transfer), again: true, fault: notCancelled } satisfies Found)
  })
}

const notCancelled = {
  code: "azals.not-cancelled",
  fr: "Le virement n'a pas pu être annulé.",
  en: "The transfer could not be cancelled."
}

import { Effect, Schema } from "effect"
import type { Found, StepTask } from "../../../platform/processes/model/index.ts"
import { type NewTransfer, TransferId, TransferPayeeCheck } from "../../banking/model/index.ts"
import { createTransfer } from "../../banking/usecases/index.ts"
import { isOver, opened, overFor, transferOf, undoTransfer } from "./paidTransfer.ts"
import { subjectOf } from "./subjectOf.ts"

type Task = StepTask<NewTransfer>

const Checked = Schema.Struct({
  transferId: TransferId,
  payeeCheck: Schema.NullOr(TransferPayeeCheck)
})

/** What the step `check` tells whoever approves: the transfer that waits, and what was said of its payee. */
export const checkedTransfer = subjectOf(Checked)

const encode = Schema.encodeEffect(Schema.toCodecJson(Checked))

const begin = Effect.fn("suite.pay.check")(({ input }: Task) => opened(createTransfer(input, true)))

const look = Effect.fnUntraced(function* (task: Task) {
  const transfer = yield* transferOf(task)
  const { id, payeeCheck, state } = transfer
  if (state === "checking") return { _tag: "Pending" } satisfies Found
  if (isOver(transfer)) return overFor(transfer)
  const subject = yield* Effect.orDie(encode({ transferId: id, payeeCheck }))
  return { _tag: "Succeeded", subject } satisfies Found
})

/** The step `check` of a payment, with its compensation. */
export const checkStep = { begin, look, undo: undoTransfer }

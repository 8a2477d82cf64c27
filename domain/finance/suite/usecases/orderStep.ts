import { Effect } from "effect"
import type { Found, StepTask } from "../../../platform/processes/model/index.ts"
import type { NewTransfer, Transfer } from "../../banking/model/index.ts"
import { createTransfer, releaseTransfer } from "../../banking/usecases/index.ts"
import { checkedTransfer } from "./checkStep.ts"
import { isOver, opened, overFor, transferOf, undoTransfer } from "./paidTransfer.ts"

type Task = StepTask<NewTransfer>

const begin = Effect.fn("suite.pay.order")(function* (task: Task) {
  const transfer = yield* transferOf(task)
  if (isOver(transfer)) return overFor(transfer)
  const { payeeCheck, transferId } = yield* checkedTransfer(task.subjects["check"])
  return yield* opened(releaseTransfer(transferId, payeeCheck))
})

/** The transfer is made once approved. */
const beginLate = Effect.fn("suite.pay.order-late")(({ input }: Task) => opened(createTransfer(input)))

const look = Effect.fnUntraced(function* (task: Task) {
  const transfer = yield* transferOf(task)
  switch (transfer.state) {
    case "to_confirm":
      return { _tag: "Pending", asks: toConfirm(transfer) } satisfies Found
    case "checking":
    case "created":
      return { _tag: "Pending" } satisfies Found
    case "unknown":
      return { _tag: "Unknown" } satisfies Found
    default:
      return isOver(transfer) ? overFor(transfer) : ({ _tag: "Succeeded" } satisfies Found)
  }
})

const toConfirm = ({ id }: Transfer) => ({
  code: "azals.payee-to-confirm",
  fr: `Le nom ne correspond pas au compte : confirmez le bénéficiaire (POST /v2/transfers/${id}/confirm-payee) ou annulez le virement.`,
  en: `The name is not that of the account: confirm the payee (POST /v2/transfers/${id}/confirm-payee), or cancel the transfer.`
})

/** The step `order` of a payment, with its compensation. */
export const orderStep = { begin, look, undo: undoTransfer }

/** The same of a payment whose payee is checked once it is approved. */
export const orderLateStep = { ...orderStep, begin: beginLate }

import { Effect } from "effect"
import type { Found, ReviewTask, StepTask } from "../../../platform/processes/model/index.ts"
import type { NewTransfer, Transfer } from "../../banking/model/index.ts"
import { requestFollowing } from "../../banking/usecases/index.ts"
import { Transfers } from "../../../../ports/finance/Transfers.ts"
import { isOver, overFor, transferIdOf, transferOf } from "./paidTransfer.ts"
import { reviewMoney } from "./reviewMoney.ts"

type Task = StepTask<NewTransfer>

/** Waits until this is true of the transfer; it is read again at the institution meanwhile. */
const until = (isTrue: (transfer: Transfer) => boolean) => ({
  begin: (task: Task) =>
    Effect.map(transferOf(task), ({ id }) => ({
      _tag: "Opened" as const,
      awaits: id,
      subject: { transferId: id }
    })),
  look: Effect.fnUntraced(function* (task: Task) {
    const transfer = yield* transferOf(task)
    if (isTrue(transfer)) return { _tag: "Succeeded" } satisfies Found
    if (isOver(transfer)) return overFor(transfer)
    yield* Effect.orDie(requestFollowing(transfer.id))
    return { _tag: "Pending" } satisfies Found
  })
})

/** The step `consent`: a person has consented at the institution. */
export const consentStep = until(({ state }) => state !== "consent_pending" && !hasNotLeft.has(state))

const hasNotLeft: ReadonlySet<string> = new Set(["rejected", "cancelled", "unknown", "created"])

/** The step `booked`: the money has left the account. */
export const bookedStep = until(({ bookedOn }) => bookedOn !== null)

/** The step `posted`: it stands in the books. */
export const paidPostedStep = until(({ entryId }) => entryId !== null)

/** Whether the money of a payment that has ended went through the clearing accounts and left them. */
export const reviewPayment = Effect.fn("suite.reviewPayment")(function* ({
  processId,
  subjects
}: ReviewTask<NewTransfer>) {
  const { find } = yield* Transfers
  const id = yield* transferIdOf({ subjects })
  if (id === null) return true
  const { entryId, reversalEntryId } = yield* Effect.orDie(find(id))
  return yield* reviewMoney(
    processId,
    [entryId, reversalEntryId].flatMap((entry) => entry ?? [])
  )
})

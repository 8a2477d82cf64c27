import { DateTime, Effect } from "effect"
import { type PaymentFile, Payments } from "../../../../ports/finance/Payments.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { jobHandler, JobFailure } from "../../../platform/jobs/model/index.ts"
import { LocalDate } from "../../../shared/LocalDate.ts"
import { money } from "../../../shared/Money.ts"
import type { FinancialEvent } from "../../accounting/model/index.ts"
import { postFinancialEvent, reverseEntry } from "../../accounting/usecases/index.ts"
import { movesMoney, PaymentNotPosted, type PaymentOperation, postOperationKind } from "../model/index.ts"

/**
 * The work of `payments.post-operation`: the entry of what moved money, through the posting rules of its event type,
 * once. A void reverses what was posted of its payment, and what was not posted by then never is. A return reverses it too,
 * after it was posted: the money had come, and the receivable is open again.
 */
export const postOperation = jobHandler(postOperationKind, ({ operationId, paymentId }) =>
  Effect.gen(function* () {
    const { write } = yield* UnitOfWork
    const payments = yield* Payments
    const events = yield* Events
    return yield* write(
      Effect.gen(function* () {
        const file = yield* payments.hold(paymentId)
        const operation = file.operations.find(({ id }) => id === operationId)
        if (operation === undefined || operation.state !== "done" || !movesMoney(operation.kind)) {
          return { posted: 0 }
        }
        if (operation.kind === "void") return { posted: yield* undo(file, operation, "Annulation") }
        if (operation.kind === "return") return { posted: yield* takeBack(file, operation) }
        if (operation.entryId !== null || file.payment.state === "voided") return { posted: 0 }
        const { entry } = yield* postFinancialEvent(eventOf(file, operation))
        yield* payments.noteEntry(operationId, entry.id)
        yield* events.publish({
          type: "payments.payment.posted",
          entityId: paymentId,
          payload: { operationId, entryId: entry.id }
        })
        return { posted: 1 }
      })
    )
  }).pipe(Effect.catch((failure) => Effect.fail(notPosted(failure._tag))))
)

/** Reverses each entry of the payment. */
const undo = Effect.fnUntraced(function* (
  { operations, payment }: PaymentFile,
  ended: PaymentOperation,
  word: string
) {
  let count = 0
  for (const { entryId } of operations) {
    if (entryId === null) continue
    yield* reverseEntry(entryId, dayOf(ended), `${word} : ${payment.label}`.slice(0, 200)).pipe(
      Effect.catchTag("IllegalTransition", (refused) =>
        refused.from === "reversed" ? Effect.void : Effect.fail(refused)
      )
    )
    count++
  }
  return count
})

/** Reverses the entry of a payment that came back; one that is not posted yet is posted first, by its own job. */
const takeBack = Effect.fnUntraced(function* (file: PaymentFile, returned: PaymentOperation) {
  const waits = file.operations.some(
    ({ entryId, kind, state }) =>
      (kind === "sale" || kind === "capture") && state === "done" && entryId === null
  )
  return waits
    ? yield* new PaymentNotPosted({ paymentId: file.payment.id })
    : yield* undo(file, returned, "Rejet")
})

const typeOf = ({ kind }: PaymentOperation) =>
  kind === "refund" ? "payments.refunded" : kind === "credit" ? "payments.credited" : "payments.captured"

const eventOf = ({ payment }: PaymentFile, operation: PaymentOperation): FinancialEvent => {
  const { amount, id } = operation
  const { documentRef, label, party } = payment
  return {
    id: `payment:${id}`,
    type: typeOf(operation),
    date: dayOf(operation),
    label,
    ...(documentRef === null ? {} : { documentRef }),
    ...(party === null ? {} : { party }),
    items: [{ net: amount, vat: money(0n, amount.currency) }]
  }
}

/** The day on which it ended, in France: where the books are kept. */
const dayOf = ({ createdAt, endedAt }: PaymentOperation): LocalDate =>
  LocalDate.make(DateTime.formatIsoDate(DateTime.setZoneNamedUnsafe(endedAt ?? createdAt, "Europe/Paris")))

const notPosted = (fault: string) =>
  new JobFailure({
    code: "payments.not-posted",
    fr: `L'écriture de ce paiement n'a pas pu être passée (${fault}). Ajoutez la règle d'imputation ou ouvrez l'exercice, puis relancez la tâche.`,
    en: `The entry of this payment could not be posted (${fault}). Add the posting rule or open the fiscal year, then requeue the job.`,
    retryable: true
  })

import { Effect } from "effect"
import { Disputes } from "../../../../../ports/finance/Disputes.ts"
import { Payments } from "../../../../../ports/finance/Payments.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { jobHandler, JobFailure } from "../../../../platform/jobs/model/index.ts"
import { money } from "../../../../shared/Money.ts"
import type { FinancialEvent } from "../../../accounting/model/index.ts"
import { postFinancialEvent, reverseEntry } from "../../../accounting/usecases/index.ts"
import { type Dispute, type Payment, postDisputeKind } from "../../model/index.ts"

/**
 * The work of `payments.post-dispute`: the entry of what was taken back, and its mirror once the dispute is won, each
 * once. What was won before it was posted never is.
 */
export const postDispute = jobHandler(postDisputeKind, ({ disputeId }) =>
  Effect.gen(function* () {
    const { write } = yield* UnitOfWork
    const { hold } = yield* Disputes
    return yield* write(Effect.flatMap(hold(disputeId), (dispute) => posted(dispute)))
  }).pipe(Effect.catch((failure) => Effect.fail(notPosted(failure._tag))))
)

const posted = Effect.fnUntraced(function* (dispute: Dispute) {
  const { noteEntry } = yield* Disputes
  const { find } = yield* Payments
  const { entryId, id, paymentId, resolvedOn, reversalId, state } = dispute
  if (paymentId === null) return { posted: 0 }
  const { payment } = yield* find(paymentId)
  if (state === "won") {
    if (entryId === null || reversalId !== null || resolvedOn === null) return { posted: 0 }
    const mirror = yield* reverseEntry(
      entryId,
      resolvedOn,
      `Contestation gagnée : ${payment.label}`.slice(0, 200)
    )
    yield* noteEntry(id, { reversalId: mirror.id })
    return yield* told(id, mirror.id)
  }
  if (entryId !== null) return { posted: 0 }
  const { entry } = yield* postFinancialEvent(eventOf(dispute, payment))
  yield* noteEntry(id, { entryId: entry.id })
  return yield* told(id, entry.id)
})

const told = (id: Dispute["id"], entryId: string) =>
  Effect.flatMap(Events, ({ publish }) =>
    Effect.as(publish({ type: "payments.dispute.posted", entityId: id, payload: { entryId } }), { posted: 1 })
  )

const eventOf = (
  { amount, id, receivedOn }: Dispute,
  { documentRef, label, party }: Payment
): FinancialEvent => ({
  id: `dispute:${id}`,
  type: "payments.disputed",
  date: receivedOn,
  label: `Contestation : ${label}`.slice(0, 200),
  ...(documentRef === null ? {} : { documentRef }),
  ...(party === null ? {} : { party }),
  items: [{ net: amount, vat: money(0n, amount.currency) }]
})

const notPosted = (fault: string) =>
  new JobFailure({
    code: "payments.dispute-not-posted",
    fr: `L'écriture de cette contestation n'a pas pu être passée (${fault}). Ajoutez la règle d'imputation de payments.disputed ou ouvrez l'exercice, puis relancez la tâche.`,
    en: `The entry of this dispute could not be posted (${fault}). Add the posting rule of payments.disputed or open the fiscal year, then requeue the job.`,
    retryable: true
  })

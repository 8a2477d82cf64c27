import { Effect, Option } from "effect"
import { ProviderAccounts } from "../../../../../ports/finance/ProviderAccounts.ts"
import { Transfers } from "../../../../../ports/finance/Transfers.ts"
import { BankFeed } from "../../../../../ports/finance/BankFeed.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { jobHandler, JobFailure } from "../../../../platform/jobs/model/index.ts"
import { postFinancialEvent, previewFinancialEvent } from "../../../accounting/usecases/index.ts"
import { postTransferKind, type Transfer, transferEvent } from "../../model/index.ts"
import { entryOnLine } from "./entryOnLine.ts"
import { mirrorOf } from "./mirrorOf.ts"

/**
 * The work of `banking.post-transfer`: the entry of a transfer that was booked, through the posting rules of
 * `transfers.booked`, and its mirror when the money came back; once each. The bank lines are marked with these entries,
 * so that the same money is not posted again from the statement; a line that a person has posted already stands.
 */
export const postTransfer = jobHandler(postTransferKind, ({ transferId }) =>
  Effect.gen(function* () {
    const { write } = yield* UnitOfWork
    const transfers = yield* Transfers
    const events = yield* Events
    return yield* write(
      Effect.gen(function* () {
        const { transfer } = yield* transfers.hold(transferId)
        const entryId = transfer.entryId ?? (yield* postBooked(transfer))
        const reversalEntryId = transfer.reversalEntryId ?? (yield* reverseReturned({ ...transfer, entryId }))
        if (entryId !== transfer.entryId || reversalEntryId !== transfer.reversalEntryId) {
          yield* transfers.save({ ...transfer, entryId, reversalEntryId })
          yield* events.publish({
            type: "banking.transfer.posted",
            entityId: transferId,
            payload: { entryId, reversalEntryId }
          })
        }
        return { entryId, reversalEntryId }
      })
    )
  }).pipe(Effect.catch(({ _tag }) => Effect.fail(notPosted(_tag))))
)

const postBooked = Effect.fnUntraced(function* (transfer: Transfer) {
  const { bookedOn } = transfer
  if (bookedOn === null) return null
  const event = transferEvent(transfer, bookedOn, yield* ledgerAccountOf(transfer))
  const { entry } = yield* previewFinancialEvent(event)
  return yield* entryOnLine(
    yield* lineOf(transfer, transfer.movementReference),
    entry.lines.find(({ debit }) => debit !== undefined),
    Effect.map(postFinancialEvent(event), (posted) => posted.entry)
  )
})

const reverseReturned = Effect.fnUntraced(function* (transfer: Transfer) {
  const { entryId, label, returnedOn, returnReference } = transfer
  if (entryId === null || returnedOn === null) return null
  const mirror = yield* mirrorOf(entryId, returnedOn, `Retour : ${label}`.slice(0, 200))
  return yield* entryOnLine(yield* lineOf(transfer, returnReference), mirror.counterpart, mirror.post)
})

const lineOf = Effect.fnUntraced(function* ({ connectionId }: Transfer, reference: string | null) {
  if (reference === null) return Option.none()
  const { line } = yield* BankFeed
  const found = yield* Effect.flatMap(ProviderAccounts, (accounts) =>
    accounts.lineOf(connectionId, reference)
  )
  return Option.isNone(found) ? Option.none() : Option.some(yield* line(found.value))
})

const ledgerAccountOf = Effect.fnUntraced(function* ({ providerAccountId }: Transfer) {
  const { account } = yield* BankFeed
  const { bankAccountId } = yield* Effect.flatMap(ProviderAccounts, ({ find }) => find(providerAccountId))
  return bankAccountId === null ? null : (yield* account(bankAccountId)).ledgerAccount
})

const notPosted = (fault: string) =>
  new JobFailure({
    code: "banking.transfer-not-posted",
    fr: `L'écriture de ce virement n'a pas pu être passée (${fault}). Ajoutez la règle d'imputation de transfers.booked (produit : compte de la banque, ou aucun), ou ouvrez l'exercice, puis relancez la tâche.`,
    en: `The entry of this transfer could not be posted (${fault}). Add the posting rule of transfers.booked (product: the bank's ledger account, or none) or open the fiscal year, then requeue the job.`,
    retryable: true
  })

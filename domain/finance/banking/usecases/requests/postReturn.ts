import { Effect, Option } from "effect"
import { BankFeed } from "../../../../../ports/finance/BankFeed.ts"
import { BankRequests } from "../../../../../ports/finance/BankRequests.ts"
import { ProviderAccounts } from "../../../../../ports/finance/ProviderAccounts.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { jobHandler, JobFailure } from "../../../../platform/jobs/model/index.ts"
import { type BankRequest, postReturnKind } from "../../model/index.ts"
import { entryOnLine } from "../transfers/entryOnLine.ts"
import { mirrorOf } from "../transfers/mirrorOf.ts"

/**
 * The work of `banking.post-return`: a debit that came back and stands in the books is posted back, once, on the line
 * that brought it back. A debit that nobody has posted leaves both lines to a person; so does one on 471.
 */
export const postReturn = jobHandler(postReturnKind, ({ requestId }) =>
  Effect.gen(function* () {
    const { write } = yield* UnitOfWork
    const requests = yield* BankRequests
    const events = yield* Events
    return yield* write(
      Effect.gen(function* () {
        const request = yield* requests.hold(requestId)
        if (request.reversalEntryId !== null) return { reversalEntryId: request.reversalEntryId }
        const reversalEntryId = yield* postBack(request)
        if (reversalEntryId === null) return { reversalEntryId }
        yield* requests.save({ ...request, reversalEntryId })
        yield* events.publish({
          type: "banking.request.posted",
          entityId: requestId,
          payload: { reversalEntryId }
        })
        return { reversalEntryId }
      })
    )
  }).pipe(Effect.catch(({ _tag }) => Effect.fail(notPosted(_tag))))
)

const postBack = Effect.fnUntraced(function* (request: BankRequest) {
  const { returnedOn, subject } = request
  const debit = yield* lineOf(request, subject)
  if (debit?.state !== "posted" || debit.entryId === null || returnedOn === null) return null
  const mirror = yield* mirrorOf(debit.entryId, returnedOn, `Retour : ${debit.label}`.slice(0, 200))
  const line = yield* lineOf(request, request.returnReference)
  return yield* entryOnLine(Option.fromUndefinedOr(line), mirror.counterpart, mirror.post)
})

const lineOf = Effect.fnUntraced(function* ({ connectionId }: BankRequest, reference: string | null) {
  if (reference === null) return undefined
  const { line } = yield* BankFeed
  const accounts = yield* ProviderAccounts
  const found = yield* accounts.lineOf(connectionId, reference)
  return Option.isNone(found) ? undefined : yield* line(found.value)
})

const notPosted = (fault: string) =>
  new JobFailure({
    code: "banking.return-not-posted",
    fr: `Le retour de ce prélèvement n'a pas pu être passé en écriture (${fault}). Ouvrez l'exercice ou rattachez le compte bancaire, puis relancez la tâche.`,
    en: `The return of this debit could not be posted (${fault}). Open the fiscal year or link the bank account, then requeue the job.`,
    retryable: true
  })

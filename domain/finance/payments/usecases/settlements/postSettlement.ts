import { Effect } from "effect"
import { Settlements } from "../../../../../ports/finance/Settlements.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { jobHandler, JobFailure } from "../../../../platform/jobs/model/index.ts"
import { postFinancialEvent } from "../../../accounting/usecases/index.ts"
import { postSettlementKind, settlementPosting } from "../../model/index.ts"

/** The work of `payments.post-settlement`: the entry of what was paid out of a batch, once. */
export const postSettlement = jobHandler(postSettlementKind, ({ settlementBatchId, vatCode }) =>
  Effect.gen(function* () {
    const { write } = yield* UnitOfWork
    const { hold, noteEntry } = yield* Settlements
    const events = yield* Events
    return yield* write(
      Effect.gen(function* () {
        const { batch } = yield* hold(settlementBatchId)
        const posting = batch.state === "stated" ? settlementPosting(batch, vatCode) : undefined
        if (posting === undefined) return { posted: 0 }
        const { entry } = yield* postFinancialEvent(posting)
        yield* noteEntry(settlementBatchId, entry.id)
        yield* events.publish({
          type: "payments.settlement.posted",
          entityId: settlementBatchId,
          payload: { entryId: entry.id }
        })
        return { posted: 1 }
      })
    )
  }).pipe(Effect.catch((failure) => Effect.fail(notPosted(failure._tag))))
)

const notPosted = (fault: string) =>
  new JobFailure({
    code: "payments.settlement-not-posted",
    fr: `L'écriture de cette remise n'a pas pu être passée (${fault}). Ajoutez les règles d'imputation de payments.settled (NET, FEES) ou ouvrez l'exercice, puis relancez la tâche.`,
    en: `The entry of this settlement could not be posted (${fault}). Add the posting rules of payments.settled (NET, FEES) or open the fiscal year, then requeue the job.`,
    retryable: true
  })

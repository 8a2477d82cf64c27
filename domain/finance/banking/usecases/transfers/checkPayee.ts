import { Effect } from "effect"
import { Transfers } from "../../../../../ports/finance/Transfers.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { jobHandler, JobFailure, type JobRun } from "../../../../platform/jobs/model/index.ts"
import { failureText, type IntentRefusal, type SendFailure } from "../../../providers/model/index.ts"
import { openConnection, notUsable } from "../../../providers/usecases/index.ts"
import type { TenantScope } from "../../../../shared/TenantScope.ts"
import { checkPayeeKind, type PayeeCheck, type Transfer, type TransferId } from "../../model/index.ts"
import { bankingOf } from "../bankingOf.ts"
import { placeBatch } from "../batches/placeBatch.ts"
import { noSuchTransfer } from "./noSuchTransfer.ts"
import { goOn } from "./goOn.ts"
import { holdWithBatch } from "./holdWithBatch.ts"

/**
 * The work of `banking.check-payee`: asks whether the name fits the account. On a match the order goes out, that of a batch
 * once all its payees are checked; on any other answer a person decides. A check has no effect on money: without an answer it is made again.
 */
export const checkPayee = jobHandler(checkPayeeKind, ({ transferId }, run) =>
  Effect.gen(function* () {
    const { find } = yield* Transfers
    const transfer = yield* Effect.mapError(find(transferId), () => noSuchTransfer)
    if (transfer.state !== "checking") return { state: transfer.state }
    const connection = yield* Effect.mapError(openConnection(transfer.connectionId, "sending"), notUsable)
    const checked = yield* Effect.flatMap(
      bankingOf(connection),
      (banking): Effect.Effect<PayeeCheck | IntentRefusal, SendFailure, TenantScope> =>
        banking.verifyPayee(connection, transfer.payee, transfer.route)
    ).pipe(Effect.catch((failure) => withoutCheck(failure, run)))
    return { state: yield* Effect.mapError(keep(transferId, checked), notPlaced) }
  })
)

/** What stands instead of a check: it is not possible there, the institution says no, or it will be tried again. */
const withoutCheck = (
  failure: SendFailure,
  run: JobRun
): Effect.Effect<PayeeCheck | IntentRefusal, JobFailure> => {
  const { en, fr } = failureText(failure)
  switch (failure._tag) {
    case "NotSupported":
      return Effect.succeed(notPossible)
    case "ProviderRefused":
      return Effect.succeed({ code: failure.code, fr, en })
    default:
      return run.attempt >= checkPayeeKind.maxAttempts
        ? Effect.succeed({ code: "azals.payee-not-checked", fr, en })
        : Effect.fail(new JobFailure({ code: "banking.payee-not-checked", fr, en, retryable: true }))
  }
}

const notPossible: PayeeCheck = {
  answer: { is: "not-possible", word: "NotSupported" },
  suggestedName: null,
  token: null,
  expiresAt: null
}

const keep = Effect.fnUntraced(function* (id: TransferId, checked: PayeeCheck | IntentRefusal) {
  const { write } = yield* UnitOfWork
  const transfers = yield* Transfers
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const transfer = yield* Effect.orDie(holdWithBatch(id))
      if (transfer.state !== "checking") return transfer.state
      if ("code" in checked) return yield* refuse(transfer, checked)
      const { answer, expiresAt, suggestedName, token } = checked
      const payeeCheck = { answer, suggestedName, expiresAt, confirmed: false }
      const matches = answer.is === "match"
      const kept = yield* transfers.save(
        { ...transfer, payeeCheck, state: matches ? transfer.state : "to_confirm" },
        token
      )
      yield* events.publish({
        type: "banking.transfer.payee_checked",
        entityId: id,
        payload: { answer: answer.is }
      })
      return matches ? (yield* goOn(kept)).state : kept.state
    })
  )
})

const refuse = Effect.fnUntraced(function* (transfer: Transfer, reason: IntentRefusal) {
  const transfers = yield* Transfers
  const events = yield* Events
  const { state } = yield* transfers.save({ ...transfer, state: "rejected", reason })
  yield* events.publish({
    type: "banking.transfer.rejected",
    entityId: transfer.id,
    payload: { code: reason.code }
  })
  if (transfer.batchId !== null) yield* placeBatch(transfer.batchId)
  return state
})

/** The payee is who he should be, and the order cannot be asked for: a person can change that. */
const notPlaced = ({ _tag }: Effect.Error<ReturnType<typeof keep>>) =>
  new JobFailure({
    code: "banking.transfer-not-placed",
    fr: `Le virement ne peut pas être demandé (${_tag}) : activez la connexion, puis relancez la tâche.`,
    en: `The transfer cannot be asked for (${_tag}): enable the connection, then requeue the job.`,
    retryable: true
  })

import { Effect } from "effect"
import { Credits } from "../../../../../ports/finance/Credits.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { JobFailure, jobHandler } from "../../../../platform/jobs/model/index.ts"
import { requestJob } from "../../../../platform/jobs/usecases/index.ts"
import type { OpenConnection } from "../../../providers/model/index.ts"
import { notAnswered, notUsable, openConnection } from "../../../providers/usecases/index.ts"
import { type CreditApplication, type CreditApplicationId, refreshCreditKind } from "../../model/index.ts"
import { creditOf } from "./creditOf.ts"
import { observeCredit } from "./observeCredit.ts"

/** Asks for an application to be read again at its lender. */
export const requestCreditRefresh = Effect.fn("credit.requestRefresh")(function* (id: CreditApplicationId) {
  const { write } = yield* UnitOfWork
  const { application } = yield* Credits
  return yield* write(
    Effect.gen(function* () {
      yield* application(id)
      return { jobId: yield* requestJob(refreshCreditKind, { creditApplicationId: id }) }
    })
  )
})

/** The work of `credit.refresh`. */
export const refreshCredit = jobHandler(refreshCreditKind, ({ creditApplicationId }) =>
  Effect.gen(function* () {
    const { application } = yield* Credits
    const kept = yield* Effect.mapError(application(creditApplicationId), () => nothing)
    const connection = yield* Effect.mapError(openConnection(kept.connectionId, "asking"), notUsable)
    yield* readApplication(connection, kept)
    const { state, word } = yield* Effect.mapError(application(creditApplicationId), () => nothing)
    return { state, word }
  })
)

/** Reads an application at its lender and notes what it says; one that has not arrived there is let be. */
export const readApplication = Effect.fnUntraced(function* (
  connection: OpenConnection,
  { id, reference }: CreditApplication
) {
  if (reference === null) return
  const { write } = yield* UnitOfWork
  const credit = yield* Effect.mapError(creditOf(connection), notAnswered)
  const seen = yield* Effect.mapError(credit.file(connection, reference), notAnswered)
  yield* write(Effect.orDie(observeCredit(id, seen)))
})

const nothing = new JobFailure({
  code: "credit.no-such-application",
  fr: "Cette demande de prêt n'existe pas.",
  en: "There is no such application for a loan.",
  retryable: false
})

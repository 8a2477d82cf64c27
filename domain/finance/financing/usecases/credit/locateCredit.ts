import { Effect, Option } from "effect"
import { Credits } from "../../../../../ports/finance/Credits.ts"
import { ProviderIntents } from "../../../../../ports/finance/ProviderIntents.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { JobFailure, jobHandler } from "../../../../platform/jobs/model/index.ts"
import { requestJob } from "../../../../platform/jobs/usecases/index.ts"
import { notAnswered, notUsable, openConnection, toldNow } from "../../../providers/usecases/index.ts"
import {
  applyForCreditKind,
  type CreditApplicationId,
  type LenderReference,
  locateCreditKind
} from "../../model/index.ts"
import { creditOf } from "./creditOf.ts"
import { mustStand } from "./decideCredit.ts"

/** Says what the lender calls an application whose answer was lost, as its own pages or people show it. */
export const requestLocation = Effect.fn("credit.requestLocation")(function* (
  id: CreditApplicationId,
  reference: LenderReference
) {
  const { write } = yield* UnitOfWork
  const { application } = yield* Credits
  return yield* write(
    Effect.gen(function* () {
      yield* mustStand(yield* application(id), "locate")
      return { jobId: yield* requestJob(locateCreditKind, { creditApplicationId: id, reference }) }
    })
  )
})

/** The work of `credit.locate`: what the lender has there is believed only if it carries the key of our request. */
export const locateCredit = jobHandler(locateCreditKind, ({ creditApplicationId, reference }) =>
  Effect.gen(function* () {
    const { write } = yield* UnitOfWork
    const { application } = yield* Credits
    const { live } = yield* ProviderIntents
    const { connectionId } = yield* Effect.mapError(application(creditApplicationId), () => another)
    const connection = yield* Effect.mapError(openConnection(connectionId, "asking"), notUsable)
    const credit = yield* Effect.mapError(creditOf(connection), notAnswered)
    const { request, ...outcome } = yield* Effect.mapError(credit.file(connection, reference), notAnswered)
    const intent = yield* live(applyForCreditKind.name, creditApplicationId)
    if (request === null || Option.isNone(intent) || intent.value.id !== request) return yield* another
    const settlement = { reference: outcome.reference, outcome }
    const end = yield* toldNow(applyForCreditKind, request, connection, settlement)
    if (Option.isSome(end)) yield* write(end.value)
    const { state } = yield* Effect.mapError(application(creditApplicationId), () => another)
    return { state }
  })
)

const another = new JobFailure({
  code: "credit.another-application",
  fr: "Cette référence désigne une autre demande : elle ne porte pas notre numéro.",
  en: "This reference names another application: it does not carry our number.",
  retryable: false
})

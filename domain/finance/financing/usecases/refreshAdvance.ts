import { Effect } from "effect"
import { Financings } from "../../../../ports/finance/Financings.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { JobFailure, jobHandler } from "../../../platform/jobs/model/index.ts"
import { requestJob } from "../../../platform/jobs/usecases/index.ts"
import { notAnswered, notUsable, openConnection } from "../../providers/usecases/index.ts"
import { type AdvanceId, refreshAdvanceKind } from "../model/index.ts"
import { financingOf } from "./financingOf.ts"
import { observeAdvance, observeInvoice } from "./observe.ts"

/** Asks for an advance and its invoice to be read again at the financer. */
export const requestRefresh = Effect.fn("financing.requestRefresh")(function* (id: AdvanceId) {
  const { write } = yield* UnitOfWork
  const { advance } = yield* Financings
  return yield* write(
    Effect.gen(function* () {
      yield* advance(id)
      return { jobId: yield* requestJob(refreshAdvanceKind, { advanceId: id }) }
    })
  )
})

/** The work of `financing.refresh-advance`: reads, then writes what was read. */
export const refreshAdvance = jobHandler(refreshAdvanceKind, ({ advanceId }) =>
  Effect.gen(function* () {
    const { write } = yield* UnitOfWork
    const { advance, invoice } = yield* Financings
    const { financedInvoiceId, reference } = yield* Effect.mapError(advance(advanceId), () => nothing)
    const kept = yield* Effect.mapError(invoice(financedInvoiceId), () => nothing)
    if (reference === null || kept.reference === null) return { state: "requested" }
    const connection = yield* Effect.mapError(openConnection(kept.connectionId, "asking"), notUsable)
    const financing = yield* Effect.mapError(financingOf(connection, "financing.loans"), notAnswered)
    const seen = yield* Effect.mapError(financing.advanceOf(connection, reference), notAnswered)
    const shown = yield* Effect.mapError(financing.invoice(connection, kept.reference), notAnswered)
    yield* write(
      Effect.orDie(Effect.andThen(observeAdvance(advanceId, seen), observeInvoice(financedInvoiceId, shown)))
    )
    return { state: seen.state.is, word: seen.state.word }
  })
)

const nothing = new JobFailure({
  code: "financing.no-such-advance",
  fr: "Ce financement n'existe pas.",
  en: "There is no such advance.",
  retryable: false
})

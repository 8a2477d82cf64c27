import { Effect, Schema } from "effect"
import { Books } from "../../../../ports/finance/Books.ts"
import { LedgerControls } from "../../../../ports/finance/LedgerControls.ts"
import { JobCheckpoints } from "../../../../ports/platform/JobCheckpoints.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { jobHandler } from "../../../platform/jobs/model/index.ts"
import { requestJob } from "../../../platform/jobs/usecases/index.ts"
import { LedgerVerification, verified, verifyLedgerKind, type WholeVerification } from "../model/index.ts"
import { walkAsJob } from "./walkChains.ts"

/** Asks for the verification of every link of the chains, or of those of a fiscal year. */
export const requestLedgerVerification = Effect.fn("accounting.requestLedgerVerification")(function* (
  wanted: WholeVerification
) {
  const { write } = yield* UnitOfWork
  const { fiscalYear } = yield* Books
  return yield* write(
    Effect.gen(function* () {
      if (wanted.fiscalYearId !== null) yield* fiscalYear(wanted.fiscalYearId)
      return { jobId: yield* requestJob(verifyLedgerKind, wanted) }
    })
  )
})

/** The work of `accounting.verify-ledger`: a broken chain is its result, never its failure. */
export const verifyLedger = jobHandler(verifyLedgerKind, ({ fiscalYearId }, run) =>
  Effect.gen(function* () {
    const checkpoints = yield* JobCheckpoints
    const { heads } = yield* LedgerControls
    const { chains } = yield* walkAsJob(heads({ year: fiscalYearId ?? undefined }), run)
    yield* checkpoints.forget(run.id)
    return yield* Effect.orDie(Schema.encodeEffect(Schema.toCodecJson(LedgerVerification))(verified(chains)))
  })
)

import { Effect } from "effect"
import { Books } from "../../../../ports/finance/Books.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { Tenants } from "../../../../ports/platform/Tenants.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { requestJob } from "../../../platform/jobs/usecases/index.ts"
import { exportFecKind, type FecExportOptions, type FiscalYearId } from "../model/index.ts"
import { fecCompany } from "./fecCompany.ts"

/** Asks for the fichier des écritures comptables of a year: refused at once where the law's file cannot be made. */
export const exportFec = Effect.fn("accounting.exportFec")(function* (
  id: FiscalYearId,
  options: FecExportOptions
) {
  const { write } = yield* UnitOfWork
  const books = yield* Books
  const events = yield* Events
  const { current } = yield* Tenants
  return yield* write(
    Effect.gen(function* () {
      const year = yield* books.fiscalYear(id)
      yield* Effect.fromResult(fecCompany(yield* current))
      const jobId = yield* requestJob(exportFecKind, { fiscalYearId: year.id, ...options })
      yield* events.publish({ type: "accounting.fec.requested", entityId: year.id, payload: { jobId } })
      return { jobId }
    })
  )
})

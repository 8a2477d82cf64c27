import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  FecExportOptions,
  FiscalYearId,
  RequestedJob
} from "../../../domain/finance/accounting/model/index.ts"
import { Credential } from "../contract/Credential.ts"
import { NotFoundProblem } from "../contract/errors.ts"
import { Requires, WriteHeaders } from "../contract/rules.ts"
import { FecNotPossibleProblem } from "./fec.problems.ts"

const accepted = HttpApiSchema.status(202)

export class FecApi extends HttpApiGroup.make("fec")
  .add(
    HttpApiEndpoint.post("exportFec", "/accounting/fiscal-years/:fiscalYearId/fec", {
      params: { fiscalYearId: FiscalYearId },
      headers: WriteHeaders,
      payload: FecExportOptions,
      success: RequestedJob.pipe(accepted),
      error: [NotFoundProblem, FecNotPossibleProblem]
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "Export a year as the fichier des écritures comptables, checked, as a job")
  )
  .middleware(Credential)
  .annotate(
    OpenApi.Description,
    "The fichier des écritures comptables: export, and import of a foreign one"
  ) {}

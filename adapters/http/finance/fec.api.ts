import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  FecDryRun,
  FecExportOptions,
  FecImport,
  FecImportId,
  FecMappingChange,
  FiscalYearId
} from "../../../domain/finance/accounting/model/index.ts"
import { FileName } from "../../../domain/platform/files/model/index.ts"
import { RequestedJob } from "../../../domain/platform/jobs/model/index.ts"
import { Credential } from "../contract/Credential.ts"
import { IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem } from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { BodyLimit, Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import { FecNotPossibleProblem, FecUndoRefusedProblem, UnknownFecCodesProblem } from "./fec.problems.ts"

const accepted = HttpApiSchema.status(202)
const created = HttpApiSchema.status(201)
const params = { fecImportId: FecImportId }
const stepProblems = [NotFoundProblem, VersionConflictProblem, IllegalTransitionProblem] as const

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
      .annotate(OpenApi.Summary, "Export a year as the fichier des écritures comptables, checked, as a job"),
    HttpApiEndpoint.get("fecImports", "/accounting/fec-imports", {
      query: PageQuery,
      success: Page(FecImport)
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "List the imports of foreign files, newest first"),
    HttpApiEndpoint.post("previewFec", "/accounting/fec-imports", {
      headers: WriteHeaders,
      query: { fileName: FileName },
      payload: Schema.Uint8Array.pipe(HttpApiSchema.asUint8Array()),
      success: FecImport.pipe(created)
    })
      .annotate(Requires, "accounting:write")
      .annotate(BodyLimit, 33_554_432)
      .annotate(OpenApi.Summary, "Upload a foreign file of at most 32 MiB and see what it would bring"),
    HttpApiEndpoint.get("fecImport", "/accounting/fec-imports/:fecImportId", {
      params,
      success: FecImport,
      error: NotFoundProblem
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "One import: its preview, its mapping and how far it is"),
    HttpApiEndpoint.patch("mapFecImport", "/accounting/fec-imports/:fecImportId", {
      params,
      headers: UpdateHeaders,
      payload: FecMappingChange,
      success: FecImport,
      error: [...stepProblems, UnknownFecCodesProblem]
    })
      .annotate(Requires, "accounting:write")
      .annotate(OpenApi.Summary, "Say what codes of the file become: accounts, journals, the fiscal year"),
    HttpApiEndpoint.post("dryRunFecImport", "/accounting/fec-imports/:fecImportId/dry-run", {
      params,
      headers: WriteHeaders,
      success: FecDryRun,
      error: NotFoundProblem
    })
      .annotate(Requires, "accounting:write")
      .annotate(OpenApi.Summary, "What a commit would make and what would refuse it; nothing is posted"),
    HttpApiEndpoint.post("commitFecImport", "/accounting/fec-imports/:fecImportId/commit", {
      params,
      headers: UpdateHeaders,
      success: RequestedJob.pipe(accepted),
      error: stepProblems
    })
      .annotate(Requires, "accounting:post")
      .annotate(OpenApi.Summary, "Post the entries of an import, as a job"),
    HttpApiEndpoint.post("undoFecImport", "/accounting/fec-imports/:fecImportId/undo", {
      params,
      headers: UpdateHeaders,
      success: RequestedJob.pipe(accepted),
      error: [...stepProblems, FecUndoRefusedProblem]
    })
      .annotate(Requires, "accounting:post")
      .annotate(OpenApi.Summary, "Reverse each entry of an import at its own date, as a job")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "FEC")
  .annotate(
    OpenApi.Description,
    "The fichier des écritures comptables: export, and import of a foreign one"
  ) {}

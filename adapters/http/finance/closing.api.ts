import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  ClosedYear,
  ClosingState,
  FiscalYearId,
  OpeningBalances,
  PostedEntry
} from "../../../domain/finance/accounting/model/index.ts"
import { RequestedJob } from "../../../domain/platform/jobs/model/index.ts"
import { Credential } from "../contract/Credential.ts"
import {
  AlreadyExistsProblem,
  IllegalTransitionProblem,
  NotFoundProblem,
  VersionConflictProblem
} from "../contract/errors.ts"
import { BodyLimit, Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import { entryProblems } from "./accounting.problems.ts"
import {
  HistoryExistsProblem,
  NotBalanceSheetProblem,
  OpeningJournalMissingProblem,
  YearNotReadyProblem
} from "./closing.problems.ts"

const params = { fiscalYearId: FiscalYearId }

export class ClosingApi extends HttpApiGroup.make("closing")
  .add(
    HttpApiEndpoint.get("closingState", "/accounting/fiscal-years/:fiscalYearId/closing", {
      params,
      success: ClosingState,
      error: NotFoundProblem
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "What stands between a fiscal year and its closing"),
    HttpApiEndpoint.post("closeFiscalYear", "/accounting/fiscal-years/:fiscalYearId/close", {
      params,
      headers: UpdateHeaders,
      success: [ClosedYear, RequestedJob.pipe(HttpApiSchema.status(202))],
      error: [NotFoundProblem, VersionConflictProblem, IllegalTransitionProblem, YearNotReadyProblem]
    })
      .annotate(Requires, "accounting:lock")
      .annotate(
        OpenApi.Summary,
        "Close a fiscal year for good and carry its balances into the next; as a job (202) when it has many entries"
      ),
    HttpApiEndpoint.post("postOpeningBalances", "/accounting/opening-balances", {
      headers: WriteHeaders,
      payload: OpeningBalances,
      success: PostedEntry.pipe(HttpApiSchema.status(201)),
      error: [
        ...entryProblems,
        NotFoundProblem,
        AlreadyExistsProblem,
        NotBalanceSheetProblem,
        HistoryExistsProblem,
        OpeningJournalMissingProblem
      ]
    })
      .annotate(Requires, "accounting:post")
      .annotate(BodyLimit, 8_388_608)
      .annotate(OpenApi.Summary, "Open the first fiscal year with the balances that the company brings along")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Closing")
  .annotate(OpenApi.Description, "Closing of fiscal years, balances carried forward, opening balances") {}

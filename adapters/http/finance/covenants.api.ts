import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  Collateral,
  CollateralId,
  Covenant,
  CovenantId,
  CovenantOutlook,
  CovenantTest,
  CovenantTestId,
  GivenFigures,
  LoanId,
  NewCollateral,
  NewCovenant,
  Waiver
} from "../../../domain/finance/financing/model/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { Credential } from "../contract/Credential.ts"
import { IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem } from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import { NoFiscalYearProblem } from "./accounting.problems.ts"
import {
  CollateralReleasedProblem,
  CovenantFiguresOddProblem,
  CovenantNotTestableProblem,
  LoanTermDayRefusedProblem
} from "./covenants.problems.ts"

const created = HttpApiSchema.status(201)
const ofLoan = { loanId: LoanId }
const params = { covenantId: CovenantId }
const on = LocalDate.annotate({ examples: [LocalDate.make("2026-12-31")] })

const Tested = Schema.Struct({ on, figures: Schema.NullOr(GivenFigures) }).annotate({
  identifier: "CovenantTested",
  examples: [{ on: LocalDate.make("2026-12-31"), figures: null }]
})

const Ended = Schema.Struct({ on }).annotate({
  identifier: "CovenantEnded",
  examples: [{ on: LocalDate.make("2026-12-31") }]
})

const Released = Schema.Struct({ on }).annotate({
  identifier: "CollateralReleasedOn",
  examples: [{ on: LocalDate.make("2026-12-31") }]
})

export class CovenantsApi extends HttpApiGroup.make("covenants")
  .add(
    HttpApiEndpoint.post("registerCovenant", "/credit/loans/:loanId/covenants", {
      params: ofLoan,
      headers: WriteHeaders,
      payload: NewCovenant,
      success: Covenant.pipe(created),
      error: NotFoundProblem
    })
      .annotate(Requires, "financing:write")
      .annotate(
        OpenApi.Summary,
        "Register a covenant of a loan: what is measured, how, when, and the threshold"
      ),
    HttpApiEndpoint.get("covenants", "/credit/loans/:loanId/covenants", {
      params: ofLoan,
      query: PageQuery,
      success: Page(Covenant),
      error: NotFoundProblem
    })
      .annotate(Requires, "financing:read")
      .annotate(OpenApi.Summary, "List the covenants of a loan, oldest first"),
    HttpApiEndpoint.get("covenant", "/credit/covenants/:covenantId", {
      params,
      success: Covenant,
      error: NotFoundProblem
    })
      .annotate(Requires, "financing:read")
      .annotate(OpenApi.Summary, "One covenant and its terms"),
    HttpApiEndpoint.get("covenantOutlook", "/credit/covenants/:covenantId/outlook", {
      params,
      success: CovenantOutlook,
      error: NotFoundProblem
    })
      .annotate(Requires, "financing:read")
      .annotate(OpenApi.Summary, "The next test of a covenant, and what it would be on the books of today"),
    HttpApiEndpoint.post("testCovenant", "/credit/covenants/:covenantId/tests", {
      params,
      headers: WriteHeaders,
      payload: Tested,
      success: CovenantTest.pipe(created),
      error: [NotFoundProblem, CovenantNotTestableProblem, CovenantFiguresOddProblem, NoFiscalYearProblem]
    })
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "Measure a covenant on one of its test days, and keep the figures used"),
    HttpApiEndpoint.get("covenantTests", "/credit/covenants/:covenantId/tests", {
      params,
      query: PageQuery,
      success: Page(CovenantTest),
      error: NotFoundProblem
    })
      .annotate(Requires, "financing:read")
      .annotate(OpenApi.Summary, "The tests of a covenant in the order in which they were made"),
    HttpApiEndpoint.post("endCovenant", "/credit/covenants/:covenantId/end", {
      params,
      headers: UpdateHeaders,
      payload: Ended,
      success: Covenant,
      error: [NotFoundProblem, IllegalTransitionProblem, VersionConflictProblem, LoanTermDayRefusedProblem]
    })
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "End a covenant: nothing after that day is tested or told any more"),
    HttpApiEndpoint.post("waiveBreach", "/credit/covenant-tests/:covenantTestId/waive", {
      params: { covenantTestId: CovenantTestId },
      headers: WriteHeaders,
      payload: Waiver,
      success: CovenantTest,
      error: [NotFoundProblem, IllegalTransitionProblem, LoanTermDayRefusedProblem]
    })
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "Note that the lender waives the breach of a test, once"),
    HttpApiEndpoint.post("registerCollateral", "/credit/loans/:loanId/collateral", {
      params: ofLoan,
      headers: WriteHeaders,
      payload: NewCollateral,
      success: Collateral.pipe(created),
      error: NotFoundProblem
    })
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "Register what secures a loan: kind, amount, rank, and from when to when"),
    HttpApiEndpoint.get("collateral", "/credit/loans/:loanId/collateral", {
      params: ofLoan,
      query: PageQuery,
      success: Page(Collateral),
      error: NotFoundProblem
    })
      .annotate(Requires, "financing:read")
      .annotate(OpenApi.Summary, "List what secures a loan, oldest first"),
    HttpApiEndpoint.post("releaseCollateral", "/credit/collateral/:collateralId/release", {
      params: { collateralId: CollateralId },
      headers: UpdateHeaders,
      payload: Released,
      success: Collateral,
      error: [NotFoundProblem, CollateralReleasedProblem, VersionConflictProblem, LoanTermDayRefusedProblem]
    })
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "Note that the lender released a collateral")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Covenants and collateral")
  .annotate(
    OpenApi.Description,
    "What contracts of loan ask of the company's figures, and what secures the loans. Tests are measured on the books, or " +
      "on figures that the company gives; their next day is told of ahead (credit.covenant.test_ahead, .breach_ahead)"
  ) {}

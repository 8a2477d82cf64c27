import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  CreditApplication,
  CreditApplicationId,
  CreditApplicationState,
  EarlyRepayment,
  Loan,
  LoanId,
  LoanPosition,
  LoanSchedule,
  LoanTerms,
  NewCreditApplication
} from "../../../domain/finance/financing/model/index.ts"
import { Intent } from "../../../domain/finance/providers/model/index.ts"
import { RequestedJob } from "../../../domain/platform/jobs/model/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { EUR, Money } from "../../../domain/shared/Money.ts"
import { Credential } from "../contract/Credential.ts"
import { IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem } from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import { LoanNotRepayableProblem, RepaymentRefusedProblem } from "./credit.problems.ts"
import { intentProblems } from "./intents.problems.ts"

const on = LocalDate.annotate({ examples: [LocalDate.make("2026-03-31")] })

const PositionAsked = Schema.Struct({ terms: LoanTerms, on }).annotate({ identifier: "LoanPositionAsked" })

const RepaymentAsked = Schema.Struct({
  terms: LoanTerms,
  on,
  principal: Money.annotate({ examples: [{ minor: 300_000n, currency: EUR }] })
}).annotate({ identifier: "EarlyRepaymentAsked" })

const PaidOut = Schema.Struct({ paidOn: on }).annotate({
  identifier: "LoanPaidOut",
  examples: [{ paidOn: LocalDate.make("2026-01-15") }]
})

const accepted = HttpApiSchema.status(202)
const created = HttpApiSchema.status(201)
const applicationParams = { creditApplicationId: CreditApplicationId }
const loanParams = { loanId: LoanId }
const stepProblems = [NotFoundProblem, IllegalTransitionProblem, VersionConflictProblem] as const

export class CreditApi extends HttpApiGroup.make("credit")
  .add(
    HttpApiEndpoint.post("simulateLoan", "/credit/simulations", {
      headers: WriteHeaders,
      payload: LoanTerms,
      success: LoanSchedule,
      error: LoanNotRepayableProblem
    })
      .annotate(Requires, "financing:read")
      .annotate(OpenApi.Summary, "Compute the schedule of a loan; no provider is asked and nothing is kept"),
    HttpApiEndpoint.post("simulatePosition", "/credit/simulations/position", {
      headers: WriteHeaders,
      payload: PositionAsked,
      success: LoanPosition,
      error: [LoanNotRepayableProblem, RepaymentRefusedProblem]
    })
      .annotate(Requires, "financing:read")
      .annotate(
        OpenApi.Summary,
        "What a loan owes on a date: principal within one year and later, and interest run"
      ),
    HttpApiEndpoint.post("simulateRepayment", "/credit/simulations/early-repayment", {
      headers: WriteHeaders,
      payload: RepaymentAsked,
      success: EarlyRepayment,
      error: [LoanNotRepayableProblem, RepaymentRefusedProblem]
    })
      .annotate(Requires, "financing:read")
      .annotate(
        OpenApi.Summary,
        "Repay a loan early, in part or in full: the interest to that day and the new schedule"
      ),
    HttpApiEndpoint.post("applyForCredit", "/credit/applications", {
      headers: WriteHeaders,
      payload: NewCreditApplication,
      success: CreditApplication.pipe(created),
      error: [NotFoundProblem, LoanNotRepayableProblem, ...intentProblems]
    })
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "Apply for a business loan; the consents are kept with their moment"),
    HttpApiEndpoint.get("creditApplications", "/credit/applications", {
      query: { ...PageQuery, state: Schema.optional(CreditApplicationState) },
      success: Page(CreditApplication)
    })
      .annotate(Requires, "financing:read")
      .annotate(OpenApi.Summary, "List the applications for loans, newest first"),
    HttpApiEndpoint.get("creditApplication", "/credit/applications/:creditApplicationId", {
      params: applicationParams,
      success: CreditApplication,
      error: NotFoundProblem
    })
      .annotate(Requires, "financing:read")
      .annotate(OpenApi.Summary, "One application: where it stands, and the lender's own word for that"),
    HttpApiEndpoint.post("refreshCredit", "/credit/applications/:creditApplicationId/refresh", {
      params: applicationParams,
      headers: WriteHeaders,
      success: RequestedJob.pipe(accepted),
      error: NotFoundProblem
    })
      .annotate(Requires, "financing:read")
      .annotate(OpenApi.Summary, "Read an application again at its lender"),
    HttpApiEndpoint.post("makeLoan", "/credit/applications/:creditApplicationId/make-loan", {
      params: applicationParams,
      headers: UpdateHeaders,
      success: Intent.pipe(accepted),
      error: [...stepProblems, ...intentProblems]
    })
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "Have the loan of an approved application made; no money moves yet"),
    HttpApiEndpoint.post("payOutLoan", "/credit/applications/:creditApplicationId/pay-out", {
      params: applicationParams,
      headers: UpdateHeaders,
      success: Intent.pipe(accepted),
      error: [...stepProblems, ...intentProblems]
    })
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "Have the loan paid out, once"),
    HttpApiEndpoint.post("confirmPayout", "/credit/applications/:creditApplicationId/confirm-payout", {
      params: applicationParams,
      headers: UpdateHeaders,
      payload: PaidOut,
      success: CreditApplication,
      error: stepProblems
    })
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "Say that the money of a loan has arrived, where no notification does"),
    HttpApiEndpoint.get("loans", "/credit/loans", {
      query: PageQuery,
      success: Page(Loan)
    })
      .annotate(Requires, "financing:read")
      .annotate(OpenApi.Summary, "List the loans that were paid out, newest first"),
    HttpApiEndpoint.get("loan", "/credit/loans/:loanId", {
      params: loanParams,
      success: Loan,
      error: NotFoundProblem
    })
      .annotate(Requires, "financing:read")
      .annotate(OpenApi.Summary, "One loan and the terms that it was drawn with"),
    HttpApiEndpoint.get("loanSchedule", "/credit/loans/:loanId/schedule", {
      params: loanParams,
      success: LoanSchedule,
      error: [NotFoundProblem, LoanNotRepayableProblem]
    })
      .annotate(Requires, "financing:read")
      .annotate(OpenApi.Summary, "The due dates of a loan: principal, interest, what is left"),
    HttpApiEndpoint.get("loanPosition", "/credit/loans/:loanId/position", {
      params: loanParams,
      query: { on },
      success: LoanPosition,
      error: [NotFoundProblem, LoanNotRepayableProblem, RepaymentRefusedProblem]
    })
      .annotate(Requires, "financing:read")
      .annotate(
        OpenApi.Summary,
        "What a loan owes on a date: interest accrued, principal within one year and later"
      )
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Credit")
  .annotate(OpenApi.Description, "Loans to the company: their schedules, interest and applications") {}

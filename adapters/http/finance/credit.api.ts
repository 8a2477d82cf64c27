import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  CreditApplication,
  CreditApplicationId,
  CreditApplicationState,
  DebtMaturities,
  EarlyRepayment,
  EffectiveRateAsked,
  LenderReference,
  Loan,
  LoanCost,
  LoanId,
  LoanMovement,
  LoanMovementId,
  LoanPlan,
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
import {
  AlreadyAccruedProblem,
  InstalmentNotNextProblem,
  LoanChargesTooHighProblem,
  LoanDayInFutureProblem,
  LoanDayOutOfOrderProblem,
  LoanNotRepayableProblem,
  MovementNotReversibleProblem,
  RepaymentRefusedProblem
} from "./credit.problems.ts"
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

const InstalmentPaid = Schema.Struct({ dueOn: on, paidOn: on }).annotate({
  identifier: "InstalmentPaid",
  examples: [{ dueOn: LocalDate.make("2026-02-15"), paidOn: LocalDate.make("2026-02-16") }]
})

const RepaidEarly = Schema.Struct({
  on,
  principal: Money.check(Schema.makeFilter(({ minor }) => minor > 0n || "an amount above zero"))
}).annotate({
  identifier: "LoanRepaidEarly",
  examples: [{ on: LocalDate.make("2026-03-31"), principal: { minor: 300_000n, currency: EUR } }]
})

const Located = Schema.Struct({ reference: LenderReference }).annotate({ identifier: "CreditLocated" })

const OnDay = Schema.Struct({ on }).annotate({
  identifier: "OnDay",
  examples: [{ on: LocalDate.make("2026-12-31") }]
})

const accepted = HttpApiSchema.status(202)
const created = HttpApiSchema.status(201)
const applicationParams = { creditApplicationId: CreditApplicationId }
const loanParams = { loanId: LoanId }
const stepProblems = [NotFoundProblem, IllegalTransitionProblem, VersionConflictProblem] as const

const scheduleProblems = [LoanNotRepayableProblem, RepaymentRefusedProblem] as const

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
      error: scheduleProblems
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
      error: scheduleProblems
    })
      .annotate(Requires, "financing:read")
      .annotate(
        OpenApi.Summary,
        "Repay a loan early, in part or in full: the interest to that day and the new schedule"
      ),
    HttpApiEndpoint.post("simulateCost", "/credit/simulations/effective-rate", {
      headers: WriteHeaders,
      payload: EffectiveRateAsked,
      success: LoanCost,
      error: [LoanNotRepayableProblem, LoanChargesTooHighProblem]
    })
      .annotate(Requires, "financing:read")
      .annotate(
        OpenApi.Summary,
        "What a loan costs with its charges: the effective rate (TEG) of a loan to a business"
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
    HttpApiEndpoint.post("locateCredit", "/credit/applications/:creditApplicationId/locate", {
      params: applicationParams,
      headers: WriteHeaders,
      payload: Located,
      success: RequestedJob.pipe(accepted),
      error: [NotFoundProblem, IllegalTransitionProblem]
    })
      .annotate(Requires, "financing:write")
      .annotate(
        OpenApi.Summary,
        "Say what the lender calls an application whose answer was lost; it must carry our number"
      ),
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
      error: [LoanDayInFutureProblem, ...stepProblems]
    })
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "Say that the money of a loan has arrived, where no notification does"),
    HttpApiEndpoint.get("loans", "/credit/loans", {
      query: PageQuery,
      success: Page(Loan)
    })
      .annotate(Requires, "financing:read")
      .annotate(OpenApi.Summary, "List the loans that were paid out, newest first"),
    HttpApiEndpoint.get("debtMaturities", "/credit/debts", {
      query: { on },
      success: DebtMaturities,
      error: [LoanDayInFutureProblem, ...scheduleProblems]
    })
      .annotate(Requires, "financing:read")
      .annotate(
        OpenApi.Summary,
        "What all loans owe on a day: within one year, one to five, later; and whether the books agree"
      ),
    HttpApiEndpoint.get("loan", "/credit/loans/:loanId", {
      params: loanParams,
      success: Loan,
      error: NotFoundProblem
    })
      .annotate(Requires, "financing:read")
      .annotate(OpenApi.Summary, "One loan and the terms that it was drawn with"),
    HttpApiEndpoint.get("loanSchedule", "/credit/loans/:loanId/schedule", {
      params: loanParams,
      success: LoanPlan,
      error: [NotFoundProblem, ...scheduleProblems]
    })
      .annotate(Requires, "financing:read")
      .annotate(
        OpenApi.Summary,
        "The due dates of a loan after its early repayments, and which of them were paid"
      ),
    HttpApiEndpoint.get("loanPosition", "/credit/loans/:loanId/position", {
      params: loanParams,
      query: { on },
      success: LoanPosition,
      error: [NotFoundProblem, ...scheduleProblems]
    })
      .annotate(Requires, "financing:read")
      .annotate(
        OpenApi.Summary,
        "What a loan owes on a date: interest accrued, principal within one year and later"
      ),
    HttpApiEndpoint.get("loanMovements", "/credit/loans/:loanId/movements", {
      params: loanParams,
      query: PageQuery,
      success: Page(LoanMovement),
      error: NotFoundProblem
    })
      .annotate(Requires, "financing:read")
      .annotate(OpenApi.Summary, "What happened to a loan, oldest first, and what of it is in the books"),
    HttpApiEndpoint.post("payInstalment", "/credit/loans/:loanId/instalments", {
      params: loanParams,
      headers: WriteHeaders,
      payload: InstalmentPaid,
      success: LoanMovement.pipe(created),
      error: [NotFoundProblem, InstalmentNotNextProblem, LoanDayInFutureProblem, ...scheduleProblems]
    })
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "Record that the next due date of a loan was paid"),
    HttpApiEndpoint.post("repayLoan", "/credit/loans/:loanId/repayments", {
      params: loanParams,
      headers: WriteHeaders,
      payload: RepaidEarly,
      success: LoanMovement.pipe(created),
      error: [NotFoundProblem, LoanDayInFutureProblem, LoanDayOutOfOrderProblem, ...scheduleProblems]
    })
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "Record an early repayment; the due dates that are left are computed anew"),
    HttpApiEndpoint.post("accrueLoan", "/credit/loans/:loanId/accruals", {
      params: loanParams,
      headers: WriteHeaders,
      payload: OnDay,
      success: LoanMovement.pipe(created),
      error: [NotFoundProblem, AlreadyAccruedProblem, ...scheduleProblems]
    })
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "Accrue the interest that has run up to a day, for a closing"),
    HttpApiEndpoint.post("reverseLoanMovement", "/credit/movements/:loanMovementId/reverse", {
      params: { loanMovementId: LoanMovementId },
      headers: WriteHeaders,
      payload: OnDay,
      success: LoanMovement.pipe(created),
      error: [NotFoundProblem, MovementNotReversibleProblem, ...scheduleProblems]
    })
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "Reverse a movement of a loan, in the books too"),
    HttpApiEndpoint.post("postLoan", "/credit/loans/:loanId/post", {
      params: loanParams,
      headers: WriteHeaders,
      success: RequestedJob.pipe(accepted),
      error: NotFoundProblem
    })
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "Post what waits of a loan again, such as after a posting rule was added")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Credit")
  .annotate(
    OpenApi.Description,
    "Loans to the company: applications, schedules, interest and what was paid. Posting rules are written for the " +
      "events credit.disbursement, credit.instalment, credit.repayment and credit.accrual, whose items are the " +
      "products PRINCIPAL and INTEREST"
  ) {}

import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api"
import {
  EarlyRepayment,
  LoanPosition,
  LoanSchedule,
  LoanTerms
} from "../../../domain/finance/financing/model/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { EUR, Money } from "../../../domain/shared/Money.ts"
import { Credential } from "../contract/Credential.ts"
import { Requires, WriteHeaders } from "../contract/rules.ts"
import { LoanNotRepayableProblem, RepaymentRefusedProblem } from "./credit.problems.ts"

const on = LocalDate.annotate({ examples: [LocalDate.make("2026-03-31")] })

const PositionAsked = Schema.Struct({ terms: LoanTerms, on }).annotate({ identifier: "LoanPositionAsked" })

const RepaymentAsked = Schema.Struct({
  terms: LoanTerms,
  on,
  principal: Money.annotate({ examples: [{ minor: 300_000n, currency: EUR }] })
}).annotate({ identifier: "EarlyRepaymentAsked" })

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
      )
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Credit")
  .annotate(OpenApi.Description, "Loans to the company: their schedules, interest and applications") {}

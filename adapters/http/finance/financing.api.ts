import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  Advance,
  AdvanceId,
  AdvanceState,
  CompanyIdentity,
  FinancedInvoice,
  FinancedInvoiceId,
  FinancedInvoiceState,
  FinancingQuestion,
  InvoiceCorrection,
  JournalEvent,
  NewAdvance,
  NewFinancedInvoice
} from "../../../domain/finance/financing/model/index.ts"
import { ConnectionId, Intent } from "../../../domain/finance/providers/model/index.ts"
import { RequestedJob } from "../../../domain/platform/jobs/model/index.ts"
import { Iban } from "../../../domain/shared/Iban.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { Credential } from "../contract/Credential.ts"
import {
  AlreadyExistsProblem,
  IllegalTransitionProblem,
  NotFoundProblem,
  VersionConflictProblem
} from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { BodyLimit, Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import {
  AdvanceTooLargeProblem,
  InvoiceAlreadyFinancedProblem,
  InvoiceAlreadyPresentedProblem,
  UnknownCustomerProblem
} from "./financing.problems.ts"
import { intentProblems } from "./intents.problems.ts"

const accepted = HttpApiSchema.status(202)
const created = HttpApiSchema.status(201)
const exampleConnection = ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11")
const exampleCompany = { scheme: "siren", number: "732829320", name: "Menuiserie Lemaire" } as const

const Asked = Schema.Struct({ connectionId: ConnectionId, question: FinancingQuestion }).annotate({
  identifier: "FinancerAsked",
  examples: [
    {
      connectionId: exampleConnection,
      question: { _tag: "Eligibility", company: exampleCompany, as: "borrower" }
    }
  ]
})

const Enrolment = Schema.Struct({
  connectionId: ConnectionId,
  company: CompanyIdentity,
  iban: Iban
}).annotate({
  identifier: "BorrowerEnrolment",
  examples: [
    {
      connectionId: exampleConnection,
      company: exampleCompany,
      iban: Iban.make("FR1420041010050500013M02606")
    }
  ]
})

const NewDay = Schema.Struct({ repayOn: LocalDate }).annotate({
  identifier: "AdvanceRepayment",
  examples: [{ repayOn: LocalDate.make("2026-03-15") }]
})

const Synced = Schema.Struct({ connectionId: ConnectionId }).annotate({
  identifier: "FinancingSync",
  examples: [{ connectionId: exampleConnection }]
})

const invoiceParams = { financedInvoiceId: FinancedInvoiceId }
const advanceParams = { advanceId: AdvanceId }
const stepProblems = [
  NotFoundProblem,
  IllegalTransitionProblem,
  VersionConflictProblem,
  ...intentProblems
] as const

export class FinancingApi extends HttpApiGroup.make("financing")
  .add(
    HttpApiEndpoint.post("askFinancer", "/financing/questions", {
      headers: WriteHeaders,
      payload: Asked,
      success: RequestedJob.pipe(accepted),
      error: NotFoundProblem
    })
      .annotate(Requires, "financing:read")
      .annotate(
        OpenApi.Summary,
        "Ask a financer for eligibility, a borrower, its lines or the limit of a buyer; the answer is the job's result"
      ),
    HttpApiEndpoint.post("enrolBorrower", "/financing/borrowers", {
      headers: WriteHeaders,
      payload: Enrolment,
      success: Intent.pipe(accepted),
      error: [NotFoundProblem, ...intentProblems]
    })
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "Enrol a company as a borrower of a financer"),
    HttpApiEndpoint.post("presentInvoice", "/financing/invoices", {
      headers: WriteHeaders,
      payload: NewFinancedInvoice,
      success: FinancedInvoice.pipe(created),
      error: [NotFoundProblem, InvoiceAlreadyPresentedProblem, UnknownCustomerProblem, ...intentProblems]
    })
      .annotate(Requires, "financing:write")
      .annotate(BodyLimit, 8 * 1024 * 1024)
      .annotate(OpenApi.Summary, "Present an invoice with its PDF to a financer"),
    HttpApiEndpoint.get("financedInvoices", "/financing/invoices", {
      query: { ...PageQuery, state: Schema.optional(FinancedInvoiceState) },
      success: Page(FinancedInvoice)
    })
      .annotate(Requires, "financing:read")
      .annotate(OpenApi.Summary, "List the invoices that were presented, newest first"),
    HttpApiEndpoint.get("financedInvoice", "/financing/invoices/:financedInvoiceId", {
      params: invoiceParams,
      success: FinancedInvoice,
      error: NotFoundProblem
    })
      .annotate(Requires, "financing:read")
      .annotate(OpenApi.Summary, "One presented invoice"),
    HttpApiEndpoint.post("withdrawInvoice", "/financing/invoices/:financedInvoiceId/withdraw", {
      params: invoiceParams,
      headers: UpdateHeaders,
      success: Intent.pipe(accepted),
      error: stepProblems
    })
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "Withdraw an invoice that is not financed"),
    HttpApiEndpoint.post("correctInvoice", "/financing/invoices/:financedInvoiceId/correct", {
      params: invoiceParams,
      headers: UpdateHeaders,
      payload: InvoiceCorrection,
      success: FinancedInvoice.pipe(accepted),
      error: [
        ...stepProblems,
        AlreadyExistsProblem,
        InvoiceAlreadyFinancedProblem,
        AdvanceTooLargeProblem,
        UnknownCustomerProblem
      ]
    })
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "Correct an invoice that its financer wants corrected, and submit it again"),
    HttpApiEndpoint.post("requestAdvance", "/financing/advances", {
      headers: WriteHeaders,
      payload: NewAdvance,
      success: Advance.pipe(created),
      error: [
        NotFoundProblem,
        IllegalTransitionProblem,
        ...intentProblems,
        InvoiceAlreadyFinancedProblem,
        AdvanceTooLargeProblem
      ]
    })
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "Finance a presented invoice; an invoice is financed once"),
    HttpApiEndpoint.get("advances", "/financing/advances", {
      query: { ...PageQuery, state: Schema.optional(AdvanceState) },
      success: Page(Advance)
    })
      .annotate(Requires, "financing:read")
      .annotate(OpenApi.Summary, "List the advances, newest first"),
    HttpApiEndpoint.get("advance", "/financing/advances/:advanceId", {
      params: advanceParams,
      success: Advance,
      error: NotFoundProblem
    })
      .annotate(Requires, "financing:read")
      .annotate(OpenApi.Summary, "One advance: where it stands, its estimated fees, when it is repaid"),
    HttpApiEndpoint.post("refreshAdvance", "/financing/advances/:advanceId/refresh", {
      params: advanceParams,
      headers: WriteHeaders,
      success: RequestedJob.pipe(accepted),
      error: NotFoundProblem
    })
      .annotate(Requires, "financing:read")
      .annotate(OpenApi.Summary, "Read an advance and its invoice again at the financer"),
    HttpApiEndpoint.post("validateAdvance", "/financing/advances/:advanceId/validate", {
      params: advanceParams,
      headers: UpdateHeaders,
      success: Intent.pipe(accepted),
      error: stepProblems
    })
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "Accept the financer's offer"),
    HttpApiEndpoint.post("cancelAdvance", "/financing/advances/:advanceId/cancel", {
      params: advanceParams,
      headers: UpdateHeaders,
      success: Intent.pipe(accepted),
      error: stepProblems
    })
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "Cancel an advance before the money leaves"),
    HttpApiEndpoint.post("rescheduleAdvance", "/financing/advances/:advanceId/reschedule", {
      params: advanceParams,
      headers: UpdateHeaders,
      payload: NewDay,
      success: Intent.pipe(accepted),
      error: stepProblems
    })
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "Repay on another day, earlier or later, by transfer"),
    HttpApiEndpoint.post("syncFinancing", "/financing/events/sync", {
      headers: WriteHeaders,
      payload: Synced,
      success: RequestedJob.pipe(accepted),
      error: NotFoundProblem
    })
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "Read a financer's journal and post what it tells, by the posting rules"),
    HttpApiEndpoint.get("financingEvents", "/financing/events", {
      query: { ...PageQuery, posting: Schema.optional(JournalEvent.fields.posting) },
      success: Page(JournalEvent)
    })
      .annotate(Requires, "financing:read")
      .annotate(OpenApi.Summary, "The financers' journals, newest first, and what is in the books of them")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Invoice financing")
  .annotate(
    OpenApi.Description,
    "Invoices shown to financers, and the money on them before their buyers pay"
  ) {}

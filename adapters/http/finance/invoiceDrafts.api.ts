import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  FinancedInvoice,
  InvoiceDraft,
  InvoiceDraftContent,
  InvoiceDraftId
} from "../../../domain/finance/financing/model/index.ts"
import { Credential } from "../contract/Credential.ts"
import { NotFoundProblem, VersionConflictProblem } from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { BodyLimit, Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import {
  InvoiceAlreadyPresentedProblem,
  InvoiceNotReadyProblem,
  UnknownCustomerProblem
} from "./financing.problems.ts"
import { intentProblems } from "./intents.problems.ts"

const created = HttpApiSchema.status(201)
const draftParams = { invoiceDraftId: InvoiceDraftId }
const changed = [NotFoundProblem, VersionConflictProblem] as const
const largest = 8 * 1024 * 1024

export class InvoiceDraftsApi extends HttpApiGroup.make("invoiceDrafts")
  .add(
    HttpApiEndpoint.post("addInvoiceDraft", "/financing/invoice-drafts", {
      headers: WriteHeaders,
      payload: InvoiceDraftContent,
      success: InvoiceDraft.pipe(created),
      error: NotFoundProblem
    })
      .annotate(Requires, "financing:write")
      .annotate(BodyLimit, largest)
      .annotate(OpenApi.Summary, "Keep as much of an invoice as is known yet; nothing of it leaves"),
    HttpApiEndpoint.get("invoiceDrafts", "/financing/invoice-drafts", {
      query: PageQuery,
      success: Page(InvoiceDraft)
    })
      .annotate(Requires, "financing:read")
      .annotate(OpenApi.Summary, "List the invoices that are being prepared, newest first"),
    HttpApiEndpoint.get("invoiceDraft", "/financing/invoice-drafts/:invoiceDraftId", {
      params: draftParams,
      success: InvoiceDraft,
      error: NotFoundProblem
    })
      .annotate(Requires, "financing:read")
      .annotate(OpenApi.Summary, "One invoice that is being prepared"),
    HttpApiEndpoint.put("changeInvoiceDraft", "/financing/invoice-drafts/:invoiceDraftId", {
      params: draftParams,
      headers: UpdateHeaders,
      payload: InvoiceDraftContent,
      success: InvoiceDraft,
      error: changed
    })
      .annotate(Requires, "financing:write")
      .annotate(BodyLimit, largest)
      .annotate(OpenApi.Summary, "Change a draft; a document that is not given stays"),
    HttpApiEndpoint.delete("discardInvoiceDraft", "/financing/invoice-drafts/:invoiceDraftId", {
      params: draftParams,
      headers: UpdateHeaders,
      success: InvoiceDraft,
      error: changed
    })
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "Throw a draft away; answers it as it was"),
    HttpApiEndpoint.post("submitInvoiceDraft", "/financing/invoice-drafts/:invoiceDraftId/submit", {
      params: draftParams,
      headers: UpdateHeaders,
      success: FinancedInvoice.pipe(created),
      error: [
        ...changed,
        InvoiceNotReadyProblem,
        InvoiceAlreadyPresentedProblem,
        UnknownCustomerProblem,
        ...intentProblems
      ]
    })
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "Present a draft to its financer; what it lacks is answered together")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Drafts of invoices to finance")
  .annotate(OpenApi.Description, "Invoices that are being prepared before they are shown to a financer") {}

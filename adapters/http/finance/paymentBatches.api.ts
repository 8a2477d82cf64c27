import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  BatchOrder,
  BatchSelection,
  BatchState,
  PaymentBatch,
  PaymentBatchContent,
  PaymentBatchId,
  PaymentStatusReport,
  StatedOutcomes
} from "../../../domain/finance/treasury/model/index.ts"
import { FreeText } from "../../../domain/shared/Text.ts"
import { Credential } from "../contract/Credential.ts"
import { IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem } from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { BodyLimit, Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import { intentProblems } from "./intents.problems.ts"
import {
  AccountNotOpenProblem,
  BatchKeyTakenProblem,
  ExecutionDateNotAheadProblem,
  TransferCurrencyDiffersProblem
} from "./transfers.problems.ts"
import {
  AccountCannotPayProblem,
  ApprovedByPreparerProblem,
  BatchDiffersProblem,
  BatchFollowedProblem,
  BatchNeedsFileProblem,
  DueItemSettledProblem,
  DueItemTakenProblem,
  NotSignatoryProblem,
  StatusReportRefusedProblem,
  TextNotWritableProblem
} from "./treasury.problems.ts"

const params = { paymentBatchId: PaymentBatchId }

/** Room for a report of the largest size that is read, and a little more, so that its own refusal answers. */
const reportLimit = 9 * 1024 * 1024

const ReportBytes = Schema.Uint8Array.annotate({
  description: "The bank's pain.002 as it came, in UTF-8, at most 8 MiB"
}).pipe(HttpApiSchema.asUint8Array({ contentType: "application/octet-stream" }))

const FileBytes = Schema.Uint8Array.annotate({
  description: "The bank's file: pain.001, in UTF-8"
}).pipe(HttpApiSchema.asUint8Array({ contentType: "application/octet-stream" }))

const SentBack = Schema.Struct({
  reason: FreeText.check(Schema.isMinLength(1)).annotate({ examples: ["IBAN à vérifier"] })
}).annotate({ identifier: "BatchSentBack", examples: [{ reason: "IBAN de Dupont à vérifier" }] })

const stepping = {
  params,
  headers: UpdateHeaders,
  success: PaymentBatchContent,
  error: [IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem]
} as const

const selecting = [AccountCannotPayProblem, DueItemTakenProblem, NotFoundProblem] as const

export class PaymentBatchesApi extends HttpApiGroup.make("paymentBatches")
  .add(
    HttpApiEndpoint.get("paymentBatches", "/treasury/batches", {
      query: { ...PageQuery, state: Schema.optional(BatchState) },
      success: Page(PaymentBatch)
    })
      .annotate(Requires, "treasury:read")
      .annotate(OpenApi.Summary, "List the batches of payments, newest first"),
    HttpApiEndpoint.post("prepareBatch", "/treasury/batches", {
      headers: WriteHeaders,
      payload: BatchSelection,
      success: PaymentBatchContent.pipe(HttpApiSchema.status(201)),
      error: selecting
    })
      .annotate(Requires, "treasury:write")
      .annotate(OpenApi.Summary, "Put due items in a new batch; each stands in one batch at most"),
    HttpApiEndpoint.get("paymentBatch", "/treasury/batches/:paymentBatchId", {
      params,
      success: PaymentBatchContent,
      error: NotFoundProblem
    })
      .annotate(Requires, "treasury:read")
      .annotate(OpenApi.Summary, "One batch, with its payments"),
    HttpApiEndpoint.put("editBatch", "/treasury/batches/:paymentBatchId", {
      ...stepping,
      payload: BatchSelection,
      error: [...stepping.error, AccountCannotPayProblem, DueItemTakenProblem]
    })
      .annotate(Requires, "treasury:write")
      .annotate(OpenApi.Summary, "Say anew what a batch holds; what was approved of it is approved no more"),
    HttpApiEndpoint.post("submitBatch", "/treasury/batches/:paymentBatchId/submit", {
      ...stepping,
      error: [...stepping.error, DueItemSettledProblem]
    })
      .annotate(Requires, "treasury:write")
      .annotate(OpenApi.Summary, "Give a batch to those who approve"),
    HttpApiEndpoint.post("approveBatch", "/treasury/batches/:paymentBatchId/approve", {
      ...stepping,
      error: [
        ...stepping.error,
        ApprovedByPreparerProblem,
        BatchDiffersProblem,
        DueItemSettledProblem,
        NotSignatoryProblem
      ]
    })
      .annotate(Requires, "treasury:approve")
      .annotate(OpenApi.Summary, "Approve exactly what was submitted; nobody approves what he has prepared"),
    HttpApiEndpoint.post("sendBackBatch", "/treasury/batches/:paymentBatchId/send-back", {
      ...stepping,
      payload: SentBack
    })
      .annotate(Requires, "treasury:approve")
      .annotate(OpenApi.Summary, "Send a batch back to those who prepare it"),
    HttpApiEndpoint.post("cancelBatch", "/treasury/batches/:paymentBatchId/cancel", stepping)
      .annotate(Requires, "treasury:write")
      .annotate(OpenApi.Summary, "Give up a batch that was not sent; its items can be chosen again"),
    HttpApiEndpoint.post("makePaymentFile", "/treasury/batches/:paymentBatchId/file", {
      ...stepping,
      error: [
        ...stepping.error,
        AccountCannotPayProblem,
        BatchDiffersProblem,
        DueItemSettledProblem,
        TextNotWritableProblem
      ]
    })
      .annotate(Requires, "treasury:approve")
      .annotate(OpenApi.Summary, "Make the bank's file of an approved batch, once"),
    HttpApiEndpoint.post("orderBatch", "/treasury/batches/:paymentBatchId/transfers", {
      ...stepping,
      payload: BatchOrder,
      error: [
        ...stepping.error,
        ...intentProblems,
        AccountNotOpenProblem,
        BatchDiffersProblem,
        BatchKeyTakenProblem,
        BatchNeedsFileProblem,
        DueItemSettledProblem,
        ExecutionDateNotAheadProblem,
        TransferCurrencyDiffersProblem
      ]
    })
      .annotate(Requires, "transfers:write")
      .annotate(OpenApi.Summary, "Have an approved batch carried out by transfers under one consent, once"),
    HttpApiEndpoint.get("paymentFile", "/treasury/batches/:paymentBatchId/file", {
      params,
      success: FileBytes,
      error: NotFoundProblem
    })
      .annotate(Requires, "treasury:read")
      .annotate(OpenApi.Summary, "The bank's file of a batch, as it was made"),
    HttpApiEndpoint.post("stateOutcomes", "/treasury/batches/:paymentBatchId/outcomes", {
      ...stepping,
      payload: StatedOutcomes,
      error: [...stepping.error, BatchFollowedProblem]
    })
      .annotate(Requires, "treasury:approve")
      .annotate(OpenApi.Summary, "Note what was read at the bank of payments that were sent"),
    HttpApiEndpoint.get("statusReports", "/treasury/batches/:paymentBatchId/status-reports", {
      params,
      query: PageQuery,
      success: Page(PaymentStatusReport),
      error: NotFoundProblem
    })
      .annotate(Requires, "treasury:read")
      .annotate(OpenApi.Summary, "List what the bank has reported on a batch, newest first"),
    HttpApiEndpoint.post("takeStatusReport", "/treasury/status-reports", {
      headers: WriteHeaders,
      payload: ReportBytes,
      success: PaymentStatusReport.pipe(HttpApiSchema.status(201)),
      error: [BatchFollowedProblem, NotFoundProblem, StatusReportRefusedProblem]
    })
      .annotate(Requires, "treasury:write")
      .annotate(BodyLimit, reportLimit)
      .annotate(OpenApi.Summary, "Take a bank's status report (pain.002); what is known changes nothing")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Payment batches")
  .annotate(
    OpenApi.Description,
    "Payments that leave one account together: prepared by one person, approved by another, sent once, followed to their end"
  ) {}

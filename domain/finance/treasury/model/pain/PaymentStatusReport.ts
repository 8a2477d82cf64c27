import { DateTime, Schema } from "effect"
import { Instant } from "../../../../shared/Instant.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { PaymentBatchId } from "../batches/PaymentState.ts"
import { ReportFinding } from "./applyReport.ts"

export const StatusReportId = Uuid.pipe(Schema.brand("StatusReportId"))
export type StatusReportId = typeof StatusReportId.Type

/** A bank's report on a batch, and what was made of it. The same report again changes nothing. */
export const PaymentStatusReport = Schema.Struct({
  id: StatusReportId,
  batchId: PaymentBatchId,
  messageId: Schema.String.annotate({ description: "The bank's own", examples: ["PSR-20261215-0001"] }),
  applied: Schema.Int.annotate({ description: "Payments that took a step", examples: [1] }),
  known: Schema.Int.annotate({ description: "Payments of which it told nothing new", examples: [0] }),
  findings: Schema.Array(ReportFinding),
  receivedAt: Instant
}).annotate({
  identifier: "PaymentStatusReport",
  examples: [
    {
      id: StatusReportId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1b41"),
      batchId: PaymentBatchId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1b21"),
      messageId: "PSR-20261215-0001",
      applied: 1,
      known: 0,
      findings: [],
      receivedAt: DateTime.makeUnsafe("2026-12-15T08:05:00Z")
    }
  ]
})
export type PaymentStatusReport = typeof PaymentStatusReport.Type

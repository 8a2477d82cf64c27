import { type BatchPayment, StatusReason } from "../batches/PaymentBatch.ts"
import { BatchPaymentId, type PaymentState, paymentTransitions } from "../batches/PaymentState.ts"
import { endToEndIdOf } from "./pain001.ts"
import type { ReportedStatus, StatusReport } from "./pain002.ts"
import { Schema } from "effect"

/** What a report says and what was made of it: `unknown-status` and `contradiction` change nothing. */
export const ReportFinding = Schema.Struct({
  endToEndId: Schema.NullOr(Schema.String),
  status: Schema.NullOr(Schema.String.annotate({ examples: ["PDNG"] })),
  finding: Schema.Literals(["unknown-status", "unknown-payment", "contradiction"])
}).annotate({ identifier: "StatusReportFinding" })
export type ReportFinding = typeof ReportFinding.Type

/** One step that a report makes a payment take. */
export const ReportedStep = Schema.Struct({
  id: BatchPaymentId,
  from: Schema.String,
  to: Schema.Literals(["accepted", "executed", "rejected"]),
  reason: Schema.NullOr(StatusReason)
})
export type ReportedStep = typeof ReportedStep.Type

/** ISO 20022 external payment statuses that say something of a payment; null: on its way, nothing has changed. */
const meanings: Readonly<Record<string, ReportedStep["to"] | null>> = {
  RCVD: null,
  PDNG: null,
  PART: null,
  ACTC: "accepted",
  ACCP: "accepted",
  ACSP: "accepted",
  ACWC: "accepted",
  ACSC: "executed",
  ACCC: "executed",
  RJCT: "rejected"
}

/**
 * The steps that a report makes the payments of a batch take. A payment's own status counts first, then that of the payment
 * information, then that of the message; one that is partly accepted says nothing of a payment that it does not name.
 * A status that was passed already is known; a rejection of what was executed contradicts, and a person looks.
 */
export const applyReport = (
  report: StatusReport,
  payments: ReadonlyArray<Pick<BatchPayment, "id" | "state">>
): {
  readonly steps: ReadonlyArray<ReportedStep>
  readonly known: number
  readonly findings: ReadonlyArray<ReportFinding>
} => {
  const named = new Map(
    report.batches.flatMap(({ payments: said }) => said.map((one) => [one.endToEndId, one] as const))
  )
  const ours = new Set(payments.map(({ id }) => endToEndIdOf(id)))
  const told = payments.flatMap(({ id, state }) => {
    const said = statusFor(report, named.get(endToEndIdOf(id)))
    return said.status === null ? [] : [{ id, from: state, said, made: madeOf(state, said.status) }]
  })
  return {
    steps: told.flatMap(({ from, id, made, said: { reason } }) =>
      made === "accepted" || made === "executed" || made === "rejected"
        ? [{ id, from, to: made, reason }]
        : []
    ),
    known: told.filter(({ made }) => made === "known").length,
    findings: [
      ...[...named.keys()]
        .filter((id) => id === null || !ours.has(id))
        .map((endToEndId) => ({
          endToEndId,
          status: named.get(endToEndId)?.status ?? null,
          finding: "unknown-payment" as const
        })),
      ...told.flatMap(({ id, made, said: { status } }) =>
        made === "unknown-status" || made === "contradiction"
          ? [{ endToEndId: endToEndIdOf(id), status, finding: made }]
          : []
      )
    ]
  }
}

const statusFor = (report: StatusReport, own: ReportedStatus | undefined): ReportedStatus => {
  const [batch] = report.batches
  if (own?.status !== null && own !== undefined) return own
  if (batch?.status !== null && batch !== undefined) return batch
  return report.group
}

const rank: Readonly<Record<string, number>> = { sent: 0, accepted: 1, executed: 2, rejected: 2, returned: 3 }

const madeOf = (
  from: PaymentState,
  status: string
): ReportedStep["to"] | "known" | "unknown-status" | "contradiction" => {
  const to = Object.hasOwn(meanings, status) ? meanings[status] : undefined
  if (to === undefined) return "unknown-status"
  if (to === null || to === from) return "known"
  if (paymentTransitions[from].includes(to)) return to
  return (rank[from] ?? 0) > (rank[to] ?? 0) ? "known" : "contradiction"
}

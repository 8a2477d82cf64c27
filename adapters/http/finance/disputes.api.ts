import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  Dispute,
  DisputeId,
  DisputeState,
  NewDispute,
  PaymentId
} from "../../../domain/finance/payments/model/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { FreeText } from "../../../domain/shared/Text.ts"
import { Credential } from "../contract/Credential.ts"
import {
  AlreadyExistsProblem,
  IllegalTransitionProblem,
  NotFoundProblem,
  VersionConflictProblem
} from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { RefusesCardNumbers, Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import { NotDisputableProblem } from "./disputes.problems.ts"

const DisputeLink = Schema.Struct({ paymentId: PaymentId }).annotate({
  identifier: "DisputeLink",
  examples: [{ paymentId: PaymentId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a31") }]
})

const DisputeEvidence = Schema.Struct({ evidence: FreeText }).annotate({
  identifier: "DisputeEvidence",
  description: "What is answered, kept here: it is given to the gateway on its own pages",
  examples: [{ evidence: "Bon d'intervention signé le 3 novembre" }]
})

const DisputeOutcome = Schema.Struct({
  outcome: Schema.Literals(["won", "lost"]),
  resolvedOn: LocalDate
}).annotate({
  identifier: "DisputeOutcome",
  examples: [{ outcome: "won", resolvedOn: LocalDate.make("2026-12-15") }]
})

const params = { disputeId: DisputeId }

const stepping = {
  params,
  headers: UpdateHeaders,
  success: Dispute,
  error: [IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem]
} as const

export class DisputesApi extends HttpApiGroup.make("disputes")
  .add(
    HttpApiEndpoint.get("disputes", "/disputes", {
      query: {
        ...PageQuery,
        state: Schema.optional(DisputeState),
        paymentId: Schema.optional(PaymentId)
      },
      success: Page(Dispute)
    })
      .annotate(Requires, "payments:read")
      .annotate(OpenApi.Summary, "List what payers dispute, newest first"),
    HttpApiEndpoint.post("openDispute", "/disputes", {
      headers: WriteHeaders,
      payload: NewDispute,
      success: Dispute.pipe(HttpApiSchema.status(201)),
      error: [AlreadyExistsProblem, NotDisputableProblem, NotFoundProblem]
    })
      .annotate(Requires, "payments:write")
      .annotate(OpenApi.Summary, "Enter a dispute of a payment by hand"),
    HttpApiEndpoint.get("dispute", "/disputes/:disputeId", {
      params,
      success: Dispute,
      error: NotFoundProblem
    })
      .annotate(Requires, "payments:read")
      .annotate(OpenApi.Summary, "One dispute"),
    HttpApiEndpoint.post("linkDispute", "/disputes/:disputeId/link", {
      ...stepping,
      payload: DisputeLink,
      error: [...stepping.error, NotDisputableProblem]
    })
      .annotate(Requires, "payments:write")
      .annotate(OpenApi.Summary, "Say of which payment a dispute is that the gateway told of"),
    HttpApiEndpoint.post("dismissDispute", "/disputes/:disputeId/dismiss", stepping)
      .annotate(Requires, "payments:write")
      .annotate(OpenApi.Summary, "Set aside a dispute that is of none of our payments"),
    HttpApiEndpoint.post("contestDispute", "/disputes/:disputeId/contest", {
      ...stepping,
      payload: DisputeEvidence
    })
      .annotate(Requires, "payments:write")
      .annotate(OpenApi.Summary, "Note what is answered to a dispute"),
    HttpApiEndpoint.post("resolveDispute", "/disputes/:disputeId/resolve", {
      ...stepping,
      payload: DisputeOutcome
    })
      .annotate(Requires, "payments:write")
      .annotate(OpenApi.Summary, "Note that a dispute is won, which reverses its entry, or lost")
  )
  .annotateEndpoints(RefusesCardNumbers, true)
  .middleware(Credential)
  .annotate(OpenApi.Title, "Disputes")
  .annotate(
    OpenApi.Description,
    "Payments that their payers dispute at the bank of the card: what is taken back is posted, and its mirror once it is won."
  ) {}

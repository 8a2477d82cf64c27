import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  NewSettlementBatch,
  SettlementBatch,
  SettlementBatchId,
  SettlementLine,
  SettlementState,
  SettlementStatement
} from "../../../domain/finance/payments/model/index.ts"
import { Credential } from "../contract/Credential.ts"
import {
  AlreadyExistsProblem,
  IllegalTransitionProblem,
  NotFoundProblem,
  VersionConflictProblem
} from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { RefusesCardNumbers, Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import { SettlementUnmatchedProblem, StatementDoesNotAddProblem } from "./settlements.problems.ts"

const SettlementFile = Schema.Struct({
  batch: SettlementBatch,
  lines: Schema.Array(SettlementLine)
}).annotate({
  identifier: "SettlementFile",
  description: "A batch with its transactions, and which payments they are"
})

const params = { settlementBatchId: SettlementBatchId }

export class SettlementsApi extends HttpApiGroup.make("settlements")
  .add(
    HttpApiEndpoint.get("settlementBatches", "/settlement-batches", {
      query: { ...PageQuery, state: Schema.optional(SettlementState) },
      success: Page(SettlementBatch)
    })
      .annotate(Requires, "payments:read")
      .annotate(
        OpenApi.Summary,
        "List what gateways settled, newest first; one that failed names no transaction"
      ),
    HttpApiEndpoint.post("enterSettlementBatch", "/settlement-batches", {
      headers: WriteHeaders,
      payload: NewSettlementBatch,
      success: SettlementFile.pipe(HttpApiSchema.status(201)),
      error: [AlreadyExistsProblem, NotFoundProblem]
    })
      .annotate(Requires, "payments:write")
      .annotate(OpenApi.Summary, "Enter a batch that no notification told of"),
    HttpApiEndpoint.get("settlementBatch", "/settlement-batches/:settlementBatchId", {
      params,
      success: SettlementFile,
      error: NotFoundProblem
    })
      .annotate(Requires, "payments:read")
      .annotate(OpenApi.Summary, "One batch, with its transactions"),
    HttpApiEndpoint.post("stateSettlementBatch", "/settlement-batches/:settlementBatchId/statement", {
      params,
      headers: UpdateHeaders,
      payload: SettlementStatement,
      success: SettlementFile,
      error: [
        IllegalTransitionProblem,
        NotFoundProblem,
        SettlementUnmatchedProblem,
        StatementDoesNotAddProblem,
        VersionConflictProblem
      ]
    })
      .annotate(Requires, "payments:write")
      .annotate(OpenApi.Summary, "Enter net and fees of a batch from the statement; its entry follows")
  )
  .annotateEndpoints(RefusesCardNumbers, true)
  .middleware(Credential)
  .annotate(OpenApi.Title, "Settlements")
  .annotate(
    OpenApi.Description,
    "What gateways settled together, and what was paid out of it. Fees can be read nowhere: they come from the statement."
  ) {}

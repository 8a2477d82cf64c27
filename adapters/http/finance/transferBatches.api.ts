import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  NewTransferBatch,
  ProviderAccountId,
  TransferBatch,
  TransferBatchId,
  TransferBatchState
} from "../../../domain/finance/banking/model/index.ts"
import { Credential } from "../contract/Credential.ts"
import { IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem } from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import { intentProblems } from "./intents.problems.ts"
import {
  AccountNotOpenProblem,
  BatchKeyTakenProblem,
  ExecutionDateNotAheadProblem,
  TransferCurrencyDiffersProblem
} from "./transfers.problems.ts"

const params = { batchId: TransferBatchId }

export class TransferBatchesApi extends HttpApiGroup.make("transferBatches")
  .add(
    HttpApiEndpoint.get("transferBatches", "/transfer-batches", {
      query: {
        ...PageQuery,
        state: Schema.optional(TransferBatchState),
        providerAccountId: Schema.optional(ProviderAccountId)
      },
      success: Page(TransferBatch)
    })
      .annotate(Requires, "transfers:read")
      .annotate(OpenApi.Summary, "List the batches of transfers, newest first"),
    HttpApiEndpoint.post("createTransferBatch", "/transfer-batches", {
      headers: WriteHeaders,
      payload: NewTransferBatch,
      success: TransferBatch.pipe(HttpApiSchema.status(201)),
      error: [
        ...intentProblems,
        AccountNotOpenProblem,
        BatchKeyTakenProblem,
        ExecutionDateNotAheadProblem,
        NotFoundProblem,
        TransferCurrencyDiffersProblem
      ]
    })
      .annotate(Requires, "transfers:write")
      .annotate(OpenApi.Summary, "Make several transfers from one account, under one consent")
      .annotate(
        OpenApi.Description,
        "Each payee is checked first; on any answer but a match the line waits for a confirmation, or is cancelled, and the " +
          "batch with it. Then one order is sent for all lines that are left, and one person consents once (`consent.url`). " +
          "Each line is a transfer: GET /v2/transfers?batchId= lists them, and each is followed, booked and posted by itself."
      ),
    HttpApiEndpoint.get("transferBatch", "/transfer-batches/:batchId", {
      params,
      success: TransferBatch,
      error: NotFoundProblem
    })
      .annotate(Requires, "transfers:read")
      .annotate(OpenApi.Summary, "One batch, with its totals by state and the address of its consent"),
    HttpApiEndpoint.post("withdrawTransferBatch", "/transfer-batches/:batchId/withdraw", {
      params,
      headers: UpdateHeaders,
      success: TransferBatch.pipe(HttpApiSchema.status(202)),
      error: [...intentProblems, IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem]
    })
      .annotate(Requires, "transfers:write")
      .annotate(OpenApi.Summary, "Give up a whole batch that has not left, or waits for its consent")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Batches of transfers")
  .annotate(
    OpenApi.Description,
    "Several transfers that one person consents to once: one order at the institution, one entry in the books for each line"
  ) {}

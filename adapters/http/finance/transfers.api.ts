import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  NewTransfer,
  PayeeConfirmation,
  ProviderAccountId,
  Transfer,
  TransferBatchId,
  TransferId,
  TransferState
} from "../../../domain/finance/banking/model/index.ts"
import { Credential } from "../contract/Credential.ts"
import { IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem } from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import { intentProblems } from "./intents.problems.ts"
import {
  AccountNotOpenProblem,
  ConsentIsOfBatchProblem,
  ExecutionDateNotAheadProblem,
  PayeeAnswerDiffersProblem,
  TransferCurrencyDiffersProblem
} from "./transfers.problems.ts"

const params = { transferId: TransferId }

const created = HttpApiSchema.status(201)
const accepted = HttpApiSchema.status(202)

const stepProblems = [
  ...intentProblems,
  IllegalTransitionProblem,
  NotFoundProblem,
  VersionConflictProblem
] as const

export class TransfersApi extends HttpApiGroup.make("transfers")
  .add(
    HttpApiEndpoint.get("transfers", "/transfers", {
      query: {
        ...PageQuery,
        state: Schema.optional(TransferState),
        providerAccountId: Schema.optional(ProviderAccountId),
        batchId: Schema.optional(TransferBatchId)
      },
      success: Page(Transfer)
    })
      .annotate(Requires, "transfers:read")
      .annotate(OpenApi.Summary, "List the transfers, newest first"),
    HttpApiEndpoint.post("createTransfer", "/transfers", {
      headers: WriteHeaders,
      payload: NewTransfer,
      success: Transfer.pipe(created),
      error: [
        ...intentProblems,
        AccountNotOpenProblem,
        ExecutionDateNotAheadProblem,
        NotFoundProblem,
        TransferCurrencyDiffersProblem
      ]
    })
      .annotate(Requires, "transfers:write")
      .annotate(OpenApi.Summary, "Make a transfer: its payee is checked, then a person consents")
      .annotate(
        OpenApi.Description,
        "The payee is checked first. On a match the order is sent, and the transfer shows the address at which a person " +
          "consents with strong authentication (`consent.url`). On any other answer it waits for a confirmation " +
          "(`to_confirm`). What becomes of it is read at the institution, never assumed."
      ),
    HttpApiEndpoint.get("transfer", "/transfers/:transferId", {
      params,
      success: Transfer,
      error: NotFoundProblem
    })
      .annotate(Requires, "transfers:read")
      .annotate(OpenApi.Summary, "One transfer, with the address of its consent while it waits for one"),
    HttpApiEndpoint.post("confirmPayee", "/transfers/:transferId/confirm-payee", {
      params,
      headers: UpdateHeaders,
      payload: PayeeConfirmation,
      success: Transfer.pipe(accepted),
      error: [...stepProblems, PayeeAnswerDiffersProblem]
    })
      .annotate(Requires, "transfers:write")
      .annotate(OpenApi.Summary, "Go on although the check of the payee was no match"),
    HttpApiEndpoint.post("cancelTransfer", "/transfers/:transferId/cancel", {
      params,
      headers: UpdateHeaders,
      success: Transfer.pipe(accepted),
      error: [...stepProblems, ConsentIsOfBatchProblem]
    })
      .annotate(Requires, "transfers:write")
      .annotate(
        OpenApi.Summary,
        "Cancel a transfer that has not left, waits for its consent, or is still to come"
      )
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Transfers")
  .annotate(
    OpenApi.Description,
    "Money that the company sends from its accounts at connected institutions, sent once and posted once"
  ) {}

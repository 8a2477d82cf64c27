import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import { BankAccountId } from "../../../domain/finance/banking/model/index.ts"
import {
  DueItem,
  DueItemChange,
  DueItemId,
  DueItemState,
  NewDueItem,
  Payable,
  TreasuryAccount,
  TreasuryAccountSettings
} from "../../../domain/finance/treasury/model/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { Credential } from "../contract/Credential.ts"
import {
  AlreadyExistsProblem,
  IllegalTransitionProblem,
  NotFoundProblem,
  VersionConflictProblem
} from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import { AmountFromBooksProblem, DueItemTakenProblem, LineNotPayableProblem } from "./treasury.problems.ts"

const params = { dueItemId: DueItemId }

const dueUntil = Schema.optional(LocalDate.annotate({ description: "Due on this day or before" }))

export class DueItemsApi extends HttpApiGroup.make("dueItems")
  .add(
    HttpApiEndpoint.get("treasuryAccounts", "/treasury/accounts", { success: Schema.Array(TreasuryAccount) })
      .annotate(Requires, "treasury:read")
      .annotate(OpenApi.Summary, "List what payments from the bank accounts need"),
    HttpApiEndpoint.put("setTreasuryAccount", "/treasury/accounts/:bankAccountId", {
      params: { bankAccountId: BankAccountId },
      headers: UpdateHeaders,
      payload: TreasuryAccountSettings,
      success: TreasuryAccount,
      error: [NotFoundProblem, VersionConflictProblem]
    })
      .annotate(Requires, "treasury:write")
      .annotate(OpenApi.Summary, "Say what payments from a bank account need; If-Match is 0 the first time"),
    HttpApiEndpoint.get("payables", "/treasury/payables", {
      query: { ...PageQuery, dueUntil },
      success: Page(Payable)
    })
      .annotate(Requires, "treasury:read")
      .annotate(OpenApi.Summary, "List the open supplier lines of the books"),
    HttpApiEndpoint.get("dueItems", "/treasury/due-items", {
      query: { ...PageQuery, state: Schema.optional(DueItemState), dueUntil },
      success: Page(DueItem)
    })
      .annotate(Requires, "treasury:read")
      .annotate(OpenApi.Summary, "List what is to be paid, newest first"),
    HttpApiEndpoint.post("enterDueItem", "/treasury/due-items", {
      headers: WriteHeaders,
      payload: NewDueItem,
      success: DueItem.pipe(HttpApiSchema.status(201)),
      error: [AlreadyExistsProblem, LineNotPayableProblem, NotFoundProblem]
    })
      .annotate(Requires, "treasury:write")
      .annotate(
        OpenApi.Summary,
        "Enter what is to be paid: a supplier line of the books, or an item of its own"
      ),
    HttpApiEndpoint.get("dueItem", "/treasury/due-items/:dueItemId", {
      params,
      success: DueItem,
      error: NotFoundProblem
    })
      .annotate(Requires, "treasury:read")
      .annotate(OpenApi.Summary, "One item to pay"),
    HttpApiEndpoint.patch("changeDueItem", "/treasury/due-items/:dueItemId", {
      params,
      headers: UpdateHeaders,
      payload: DueItemChange,
      success: DueItem,
      error: [
        AmountFromBooksProblem,
        DueItemTakenProblem,
        IllegalTransitionProblem,
        LineNotPayableProblem,
        NotFoundProblem,
        VersionConflictProblem
      ]
    })
      .annotate(Requires, "treasury:write")
      .annotate(OpenApi.Summary, "Correct an item; the batch that holds it must be approved again"),
    HttpApiEndpoint.post("cancelDueItem", "/treasury/due-items/:dueItemId/cancel", {
      params,
      headers: UpdateHeaders,
      success: DueItem,
      error: [DueItemTakenProblem, IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem]
    })
      .annotate(Requires, "treasury:write")
      .annotate(OpenApi.Summary, "Take an item out of what is to be paid")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Due items")
  .annotate(OpenApi.Description, "What the company owes and may pay by a batch, and the accounts that pay") {}

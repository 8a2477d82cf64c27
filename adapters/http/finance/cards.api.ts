import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  Card,
  CardChange,
  CardExpense,
  CardId,
  CardMovement,
  CardMovementId,
  CardPayment,
  CardPaymentId,
  CardPaymentState,
  CardState,
  NewCard,
  NewCardMovement,
  NumbersWanted,
  Reimbursement
} from "../../../domain/finance/cards/model/index.ts"
import { FileName } from "../../../domain/platform/files/model/index.ts"
import { Credential } from "../contract/Credential.ts"
import {
  AlreadyExistsProblem,
  IllegalTransitionProblem,
  NotFoundProblem,
  VersionConflictProblem
} from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { BodyLimit, Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import { entryProblems } from "./accounting.problems.ts"
import { BudgetArchivedProblem } from "./cardBudgets.problems.ts"
import { HolderLeftProblem } from "./cardHolders.problems.ts"
import { BankAccountNotInEntryProblem, bankLineProblems } from "./banking.problems.ts"
import {
  CardNotUsableProblem,
  ExpenseRefusedProblem,
  MovementDiffersProblem,
  MovementRefusedProblem,
  ReceiptUnreadableProblem
} from "./cards.problems.ts"
import { intentProblems } from "./intents.problems.ts"
import { letteringProblems } from "./lettering.problems.ts"
import { EventDiffersProblem, mappingProblems } from "./posting.problems.ts"

const created = HttpApiSchema.status(201)
const card = { cardId: CardId }
const payment = { cardPaymentId: CardPaymentId }
const movement = { cardMovementId: CardMovementId }

const postingProblems = [
  ...entryProblems,
  ...mappingProblems,
  ...bankLineProblems,
  ...letteringProblems,
  AlreadyExistsProblem,
  BankAccountNotInEntryProblem,
  EventDiffersProblem,
  IllegalTransitionProblem,
  NotFoundProblem,
  VersionConflictProblem
] as const

export class CardsApi extends HttpApiGroup.make("cards")
  .add(
    HttpApiEndpoint.get("cards", "/cards", {
      query: { ...PageQuery, state: Schema.optional(CardState) },
      success: Page(Card)
    })
      .annotate(Requires, "cards:read")
      .annotate(OpenApi.Summary, "List the cards, newest first"),
    HttpApiEndpoint.post("issueCard", "/cards", {
      headers: WriteHeaders,
      payload: NewCard,
      success: Card.pipe(created),
      error: [...intentProblems, BudgetArchivedProblem, HolderLeftProblem, NotFoundProblem]
    })
      .annotate(Requires, "cards:write")
      .annotate(OpenApi.Summary, "Ask the issuer for a virtual card, with its limits and rules"),
    HttpApiEndpoint.get("missingReceipts", "/cards/missing-receipts", {
      query: PageQuery,
      success: Page(CardPayment)
    })
      .annotate(Requires, "cards:read")
      .annotate(OpenApi.Summary, "List the card payments whose receipt is missing, newest first"),
    HttpApiEndpoint.get("personalExpenses", "/cards/personal-expenses", {
      query: {
        ...PageQuery,
        cardId: Schema.optional(CardId.annotate({ description: "Of this card only" })),
        state: Schema.optional(
          Schema.Literals(["owed", "reimbursed"]).annotate({
            description: "What holders still owe, or have paid back"
          })
        )
      },
      success: Page(CardMovement)
    })
      .annotate(Requires, "cards:read")
      .annotate(OpenApi.Summary, "List the card movements of which a part is personal, newest first"),
    HttpApiEndpoint.get("cardPayments", "/cards/authorisations", {
      query: {
        ...PageQuery,
        cardId: Schema.optional(CardId.annotate({ description: "Of this card only" })),
        state: Schema.optional(CardPaymentState)
      },
      success: Page(CardPayment)
    })
      .annotate(Requires, "cards:read")
      .annotate(
        OpenApi.Summary,
        "List what was asked to be paid with cards, and how it was decided, newest first"
      ),
    HttpApiEndpoint.get("cardPayment", "/cards/authorisations/:cardPaymentId", {
      params: payment,
      success: CardPayment,
      error: NotFoundProblem
    })
      .annotate(Requires, "cards:read")
      .annotate(OpenApi.Summary, "One authorisation: the decision, its reason, and what came of it"),
    HttpApiEndpoint.get("cardMovements", "/cards/authorisations/:cardPaymentId/movements", {
      params: payment,
      success: Schema.Array(CardMovement),
      error: NotFoundProblem
    })
      .annotate(Requires, "cards:read")
      .annotate(OpenApi.Summary, "The captures, releases and refunds of one authorisation"),
    HttpApiEndpoint.post("recordMovement", "/cards/authorisations/:cardPaymentId/movements", {
      params: payment,
      headers: WriteHeaders,
      payload: NewCardMovement,
      success: CardMovement.pipe(created),
      error: [MovementDiffersProblem, MovementRefusedProblem, NotFoundProblem]
    })
      .annotate(Requires, "cards:write")
      .annotate(OpenApi.Summary, "Record a capture, release or refund, once by the issuer's reference"),
    HttpApiEndpoint.post("attachReceipt", "/cards/authorisations/:cardPaymentId/receipts", {
      params: payment,
      headers: WriteHeaders,
      query: { fileName: FileName },
      payload: Schema.Uint8Array.pipe(HttpApiSchema.asUint8Array()),
      success: CardPayment.pipe(created),
      error: [NotFoundProblem, ReceiptUnreadableProblem]
    })
      .annotate(Requires, "cards:write")
      .annotate(BodyLimit, 10_485_760)
      .annotate(OpenApi.Summary, "Attach a receipt of at most 10 MiB: PDF, JPEG or PNG"),
    HttpApiEndpoint.post("postMovement", "/cards/movements/:cardMovementId/post", {
      params: movement,
      headers: WriteHeaders,
      success: CardMovement,
      error: postingProblems
    })
      .annotate(Requires, "accounting:post")
      .annotate(OpenApi.Summary, "Post a card movement that the posting rules could not post when it came"),
    HttpApiEndpoint.put("stateExpense", "/cards/movements/:cardMovementId/expense", {
      params: movement,
      headers: UpdateHeaders,
      payload: CardExpense,
      success: CardMovement,
      error: [...postingProblems, ExpenseRefusedProblem]
    })
      .annotate(Requires, "accounting:post")
      .annotate(
        OpenApi.Summary,
        "Say what a card movement was, by category and VAT rate, and what is personal; its entry is corrected"
      ),
    HttpApiEndpoint.post("reimburseExpense", "/cards/movements/:cardMovementId/reimburse", {
      params: movement,
      headers: UpdateHeaders,
      payload: Reimbursement,
      success: CardMovement,
      error: [IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem]
    })
      .annotate(Requires, "cards:write")
      .annotate(OpenApi.Summary, "Note that the holder has paid the personal part of a movement back"),
    HttpApiEndpoint.post("undoReimbursement", "/cards/movements/:cardMovementId/undo-reimbursement", {
      params: movement,
      headers: UpdateHeaders,
      success: CardMovement,
      error: [IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem]
    })
      .annotate(Requires, "cards:write")
      .annotate(OpenApi.Summary, "Note that the personal part of a movement is owed again"),
    HttpApiEndpoint.get("card", "/cards/:cardId", { params: card, success: Card, error: NotFoundProblem })
      .annotate(Requires, "cards:read")
      .annotate(OpenApi.Summary, "One card, with its limits and rules; its number is never shown"),
    HttpApiEndpoint.patch("changeCard", "/cards/:cardId", {
      params: card,
      headers: UpdateHeaders,
      payload: CardChange,
      success: Card,
      error: [...intentProblems, HolderLeftProblem, NotFoundProblem, VersionConflictProblem]
    })
      .annotate(Requires, "cards:write")
      .annotate(OpenApi.Summary, "Change the limits and rules of a card: they hold for the next payment"),
    HttpApiEndpoint.post("freezeCard", "/cards/:cardId/freeze", {
      params: card,
      headers: UpdateHeaders,
      success: Card,
      error: [HolderLeftProblem, IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem]
    })
      .annotate(Requires, "cards:write")
      .annotate(OpenApi.Summary, "Freeze a card: every authorisation is refused until it is unfrozen"),
    HttpApiEndpoint.post("unfreezeCard", "/cards/:cardId/unfreeze", {
      params: card,
      headers: UpdateHeaders,
      success: Card,
      error: [HolderLeftProblem, IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem]
    })
      .annotate(Requires, "cards:write")
      .annotate(OpenApi.Summary, "End the freeze of a card"),
    HttpApiEndpoint.post("viewNumbers", "/cards/:cardId/view-numbers", {
      params: card,
      headers: WriteHeaders,
      payload: NumbersWanted,
      success: Card.pipe(HttpApiSchema.status(202)),
      error: [...intentProblems, CardNotUsableProblem, NotFoundProblem]
    })
      .annotate(Requires, "cards:write")
      .annotate(
        OpenApi.Summary,
        "Ask the issuer for the page that shows the numbers to their holder: see numbersView"
      ),
    HttpApiEndpoint.post("cancelCard", "/cards/:cardId/cancel", {
      params: card,
      headers: UpdateHeaders,
      success: Card,
      error: [...intentProblems, IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem]
    })
      .annotate(Requires, "cards:write")
      .annotate(OpenApi.Summary, "Cancel a card for good, here and at its issuer")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Cards")
  .annotate(
    OpenApi.Description,
    "Virtual cards of the company. The issuer asks about each payment while the payer waits, at " +
      "`POST /v2/hooks/in/{provider}/{address}/authorisations`, below the connection's address for notifications; the card's state, rules " +
      "and limits decide, and the amount is held. Parallel payments never pass a limit together. A decision that takes " +
      "longer than 900 ms is answered by the declared default: a refusal. Numbers and codes of cards never come here: " +
      "their issuer shows them to their holder. What a movement was is said by a person (`PUT .../expense`): the money's side of " +
      "its entry stays, the rest is the category, VAT with a receipt alone, and what the holder owes, on the net account of " +
      "the posting rule of `cards.personal` (product: the last 20 hexadecimal digits of the member's id, or none)."
  ) {}

import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import {
  CardId,
  CardMovementId,
  type CardPayment,
  CardPaymentId
} from "../../../domain/finance/cards/model/index.ts"
import {
  attachReceipt,
  cancelCard,
  changeCard,
  freezeCard,
  issueCard,
  postMovement,
  recordMovement,
  reimburseExpense,
  stateExpense,
  viewNumbers
} from "../../../domain/finance/cards/usecases/index.ts"
import { CardPayments, type CardPaymentsWanted } from "../../../ports/finance/CardPayments.ts"
import { Cards } from "../../../ports/finance/Cards.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

export const cardsHandlers = HttpApiBuilder.group(Api, "cards", (handlers) =>
  handlers.handleAll({
    cards: ({ query: { state, ...page } }) =>
      Effect.flatMap(Cards, ({ list }) =>
        pageOf(
          cardCursor,
          page,
          ({ id }) => id,
          (limit, after) => list(state, limit, after)
        )
      ),
    issueCard: ({ payload }) => issueCard(payload),
    missingReceipts: ({ query }) =>
      listed(query, { cardId: undefined, state: undefined, withoutReceipt: true }),
    cardPayments: ({ query: { cardId, state, ...page } }) =>
      listed(page, { cardId, state, withoutReceipt: false }),
    cardPayment: ({ params }) => Effect.flatMap(CardPayments, ({ find }) => find(params.cardPaymentId)),
    cardMovements: ({ params }) =>
      Effect.gen(function* () {
        const { find, movementsOf } = yield* CardPayments
        const { id } = yield* find(params.cardPaymentId)
        return yield* movementsOf(id)
      }),
    recordMovement: ({ params, payload }) => recordMovement(params.cardPaymentId, payload),
    attachReceipt: ({ params, payload, query }) =>
      attachReceipt(params.cardPaymentId, query.fileName, payload),
    postMovement: ({ params }) => postMovement(params.cardMovementId),
    personalExpenses: ({ query: { cardId, state, ...page } }) =>
      Effect.flatMap(CardPayments, ({ personal }) =>
        pageOf(
          movementCursor,
          page,
          ({ id }) => id,
          (limit, after) =>
            personal(
              { cardId, reimbursed: state === undefined ? undefined : state === "reimbursed" },
              limit,
              after
            )
        )
      ),
    stateExpense: ({ headers, params, payload }) =>
      stateExpense(params.cardMovementId, versionOf(headers["if-match"]), payload),
    reimburseExpense: ({ headers, params, payload }) =>
      reimburseExpense(params.cardMovementId, versionOf(headers["if-match"]), payload.on),
    undoReimbursement: ({ headers, params }) =>
      reimburseExpense(params.cardMovementId, versionOf(headers["if-match"]), null),
    card: ({ params }) => Effect.flatMap(Cards, ({ find }) => find(params.cardId)),
    changeCard: ({ headers, params, payload }) =>
      changeCard(params.cardId, versionOf(headers["if-match"]), payload),
    freezeCard: ({ headers, params }) => freezeCard(params.cardId, versionOf(headers["if-match"]), "frozen"),
    unfreezeCard: ({ headers, params }) =>
      freezeCard(params.cardId, versionOf(headers["if-match"]), "active"),
    viewNumbers: ({ params, payload }) => viewNumbers(params.cardId, payload.consentReturnUrl),
    cancelCard: ({ headers, params }) => cancelCard(params.cardId, versionOf(headers["if-match"]))
  })
)

const cardCursor = cursorOf(CardId)
const paymentCursor = cursorOf(CardPaymentId)
const movementCursor = cursorOf(CardMovementId)

const listed = (
  page: { readonly limit?: number | undefined; readonly cursor?: string | undefined },
  wanted: CardPaymentsWanted
) =>
  Effect.flatMap(CardPayments, ({ list }) =>
    pageOf(
      paymentCursor,
      page,
      ({ id }: CardPayment) => id,
      (limit, after) => list(wanted, limit, after)
    )
  )

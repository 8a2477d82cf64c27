import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { CardDisputeId } from "../../../domain/finance/cards/model/index.ts"
import {
  askIssuerToDispute,
  creditDispute,
  disputePayment,
  endDispute
} from "../../../domain/finance/cards/usecases/index.ts"
import { CardDisputes } from "../../../ports/finance/CardDisputes.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

export const cardDisputesHandlers = HttpApiBuilder.group(Api, "cardDisputes", (handlers) =>
  handlers.handleAll({
    cardDisputes: ({ query: { cardPaymentId, state, ...page } }) =>
      Effect.flatMap(CardDisputes, ({ list }) =>
        pageOf(
          cursor,
          page,
          ({ id }) => id,
          (limit, after) => list({ cardPaymentId, state }, limit, after)
        )
      ),
    disputeCardPayment: ({ payload }) => disputePayment(payload),
    cardDispute: ({ params }) => Effect.flatMap(CardDisputes, ({ find }) => find(params.cardDisputeId)),
    creditCardDispute: ({ headers, params, payload }) =>
      creditDispute(params.cardDisputeId, versionOf(headers["if-match"]), payload.cardMovementId),
    loseCardDispute: ({ headers, params }) =>
      endDispute(params.cardDisputeId, versionOf(headers["if-match"]), "lost"),
    withdrawCardDispute: ({ headers, params }) =>
      endDispute(params.cardDisputeId, versionOf(headers["if-match"]), "withdrawn"),
    askIssuerToDispute: ({ params }) => askIssuerToDispute(params.cardDisputeId)
  })
)

const cursor = cursorOf(CardDisputeId)

import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { type CardRequest, CardRequestId } from "../../../domain/finance/cards/model/index.ts"
import {
  approveCardRequest,
  askForCard,
  changeCardRequest,
  refuseCardRequest,
  withdrawCardRequest
} from "../../../domain/finance/cards/usecases/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { CardRequests, type CardRequestsWanted } from "../../../ports/finance/CardRequests.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

export const cardRequestsHandlers = HttpApiBuilder.group(Api, "cardRequests", (handlers) =>
  handlers.handleAll({
    cardRequests: ({ query: { state, ...page } }) => listed(page, { state, requestedBy: undefined }),
    ownCardRequests: ({ query: { state, ...page } }) =>
      Effect.flatMap(TenantScope, ({ actorId }) => listed(page, { state, requestedBy: actorId })),
    askForCard: ({ payload }) => askForCard(payload),
    cardRequest: ({ params }) => Effect.flatMap(CardRequests, ({ find }) => find(params.cardRequestId)),
    changeCardRequest: ({ headers, params, payload }) =>
      changeCardRequest(params.cardRequestId, versionOf(headers["if-match"]), payload),
    withdrawCardRequest: ({ headers, params }) =>
      withdrawCardRequest(params.cardRequestId, versionOf(headers["if-match"])),
    approveCardRequest: ({ headers, params }) =>
      approveCardRequest(params.cardRequestId, versionOf(headers["if-match"])),
    refuseCardRequest: ({ headers, params, payload }) =>
      refuseCardRequest(params.cardRequestId, versionOf(headers["if-match"]), payload.reason)
  })
)

const cursor = cursorOf(CardRequestId)

const listed = (
  page: { readonly limit?: number | undefined; readonly cursor?: string | undefined },
  wanted: CardRequestsWanted
) =>
  Effect.flatMap(CardRequests, ({ list }) =>
    pageOf(
      cursor,
      page,
      ({ id }: CardRequest) => id,
      (limit, after) => list(wanted, limit, after)
    )
  )

import { Effect, Option } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { StandingOrderId } from "../../../domain/finance/banking/model/index.ts"
import { cancelStandingOrder, scheduleStandingOrder } from "../../../domain/finance/banking/usecases/index.ts"
import { StandingOrders } from "../../../ports/finance/StandingOrders.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

export const standingOrdersHandlers = HttpApiBuilder.group(Api, "standingOrders", (handlers) =>
  handlers.handleAll({
    standingOrders: ({ query: { providerAccountId, state, ...page } }) =>
      Effect.flatMap(StandingOrders, ({ list }) =>
        pageOf(
          cursor,
          page,
          ({ id }) => id,
          (limit, after) =>
            list({
              limit,
              after,
              state: Option.fromUndefinedOr(state),
              providerAccountId: Option.fromUndefinedOr(providerAccountId)
            })
        )
      ),
    scheduleStandingOrder: ({ payload }) => scheduleStandingOrder(payload),
    standingOrder: ({ params }) => Effect.flatMap(StandingOrders, ({ find }) => find(params.standingOrderId)),
    cancelStandingOrder: ({ headers, params }) =>
      cancelStandingOrder(params.standingOrderId, versionOf(headers["if-match"]))
  })
)

const cursor = cursorOf(StandingOrderId)

import { Effect, Option } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import {
  GatewaySubscriptionId,
  SubscriptionId,
  SubscriptionPlanId,
  upcoming
} from "../../../domain/finance/payments/model/index.ts"
import {
  addPlan,
  changePlan,
  changeSubscription,
  endSubscription,
  followGatewaySubscription,
  pauseSubscription,
  resumeSubscription,
  setGatewaySubscription,
  subscribe
} from "../../../domain/finance/payments/usecases/index.ts"
import { GatewaySubscriptions } from "../../../ports/finance/GatewaySubscriptions.ts"
import { Subscriptions } from "../../../ports/finance/Subscriptions.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

export const subscriptionsHandlers = HttpApiBuilder.group(Api, "subscriptions", (handlers) =>
  handlers.handleAll({
    subscriptionPlans: ({ query }) =>
      Effect.flatMap(Subscriptions, ({ plans }) =>
        pageOf(planCursor, query, idOf<SubscriptionPlanId>, (limit, after) => plans(after, limit))
      ),
    addSubscriptionPlan: ({ payload }) => addPlan(payload),
    subscriptionPlan: ({ params }) =>
      Effect.flatMap(Subscriptions, ({ plan }) => plan(params.subscriptionPlanId)),
    changeSubscriptionPlan: ({ headers, params, payload }) =>
      changePlan(params.subscriptionPlanId, versionOf(headers["if-match"]), payload),
    subscriptions: ({ query: { state, subscriptionPlanId, ...page } }) =>
      Effect.flatMap(Subscriptions, ({ list }) =>
        pageOf(cursor, page, idOf<SubscriptionId>, (limit, after) =>
          list({
            limit,
            after,
            state: Option.fromUndefinedOr(state),
            planId: Option.fromUndefinedOr(subscriptionPlanId)
          })
        )
      ),
    subscribe: ({ payload }) => subscribe(payload),
    subscription: ({ params }) => Effect.flatMap(Subscriptions, ({ find }) => find(params.subscriptionId)),
    upcomingCharges: ({ params, query }) =>
      Effect.map(
        Effect.flatMap(Subscriptions, ({ find }) => find(params.subscriptionId)),
        ({ plan, subscription }) => upcoming(plan, subscription, query.count ?? 12)
      ),
    changeSubscription: ({ headers, params, payload }) =>
      changeSubscription(params.subscriptionId, versionOf(headers["if-match"]), payload),
    pauseSubscription: ({ headers, params }) =>
      pauseSubscription(params.subscriptionId, versionOf(headers["if-match"])),
    resumeSubscription: ({ headers, params }) =>
      resumeSubscription(params.subscriptionId, versionOf(headers["if-match"])),
    endSubscription: ({ headers, params }) =>
      endSubscription(params.subscriptionId, versionOf(headers["if-match"])),
    gatewaySubscriptions: ({ query }) =>
      Effect.flatMap(GatewaySubscriptions, ({ list }) =>
        pageOf(gatewayCursor, query, idOf<GatewaySubscriptionId>, (limit, after) => list(after, limit))
      ),
    followGatewaySubscription: ({ payload }) => followGatewaySubscription(payload),
    gatewaySubscription: ({ params }) =>
      Effect.flatMap(GatewaySubscriptions, ({ find }) => find(params.gatewaySubscriptionId)),
    leaveGatewaySubscription: ({ headers, params }) =>
      setGatewaySubscription(params.gatewaySubscriptionId, versionOf(headers["if-match"]), "left")
  })
)

const planCursor = cursorOf(SubscriptionPlanId)
const cursor = cursorOf(SubscriptionId)
const gatewayCursor = cursorOf(GatewaySubscriptionId)

const idOf = <I>({ id }: { readonly id: I }) => id

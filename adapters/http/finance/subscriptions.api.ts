import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  GatewaySubscription,
  GatewaySubscriptionId,
  NewGatewaySubscription,
  NewSubscription,
  NewSubscriptionPlan,
  Subscription,
  SubscriptionChange,
  SubscriptionCharge,
  SubscriptionId,
  SubscriptionPlan,
  SubscriptionPlanChange,
  SubscriptionPlanId,
  SubscriptionState,
  UpcomingCharge
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
import { InitialPaymentNotUsableProblem, MethodNotUsableProblem } from "./payments.problems.ts"
import { PlanNotOfferedProblem, StartInThePastProblem } from "./subscriptions.problems.ts"

const SubscriptionFile = Schema.Struct({
  subscription: Subscription,
  plan: SubscriptionPlan,
  charges: Schema.Array(SubscriptionCharge)
}).annotate({
  identifier: "SubscriptionFile",
  description: "A subscription, its plan, and its last 100 charges, the newest first"
})

const created = HttpApiSchema.status(201)
const planParams = { subscriptionPlanId: SubscriptionPlanId }
const params = { subscriptionId: SubscriptionId }

const gatewayParams = { gatewaySubscriptionId: GatewaySubscriptionId }

const moving = {
  params,
  headers: UpdateHeaders,
  success: Subscription,
  error: [NotFoundProblem, IllegalTransitionProblem, VersionConflictProblem]
} as const

export class SubscriptionsApi extends HttpApiGroup.make("subscriptions")
  .add(
    HttpApiEndpoint.get("subscriptionPlans", "/subscription-plans", {
      query: PageQuery,
      success: Page(SubscriptionPlan)
    })
      .annotate(Requires, "payments:read")
      .annotate(OpenApi.Summary, "List the plans, newest first"),
    HttpApiEndpoint.post("addSubscriptionPlan", "/subscription-plans", {
      headers: WriteHeaders,
      payload: NewSubscriptionPlan,
      success: SubscriptionPlan.pipe(created),
      error: AlreadyExistsProblem
    })
      .annotate(Requires, "payments:write")
      .annotate(OpenApi.Summary, "Add a plan: an amount, and the days on which it is charged"),
    HttpApiEndpoint.get("subscriptionPlan", "/subscription-plans/:subscriptionPlanId", {
      params: planParams,
      success: SubscriptionPlan,
      error: NotFoundProblem
    })
      .annotate(Requires, "payments:read")
      .annotate(OpenApi.Summary, "One plan"),
    HttpApiEndpoint.patch("changeSubscriptionPlan", "/subscription-plans/:subscriptionPlanId", {
      params: planParams,
      headers: UpdateHeaders,
      payload: SubscriptionPlanChange,
      success: SubscriptionPlan,
      error: [NotFoundProblem, VersionConflictProblem]
    })
      .annotate(Requires, "payments:write")
      .annotate(OpenApi.Summary, "Change a plan, from the next charge of each subscription on"),
    HttpApiEndpoint.get("subscriptions", "/subscriptions", {
      query: {
        ...PageQuery,
        state: Schema.optional(SubscriptionState),
        subscriptionPlanId: Schema.optional(SubscriptionPlanId)
      },
      success: Page(Subscription)
    })
      .annotate(Requires, "payments:read")
      .annotate(OpenApi.Summary, "List the subscriptions, newest first"),
    HttpApiEndpoint.post("subscribe", "/subscriptions", {
      headers: WriteHeaders,
      payload: NewSubscription,
      success: Subscription.pipe(created),
      error: [
        InitialPaymentNotUsableProblem,
        MethodNotUsableProblem,
        NotFoundProblem,
        PlanNotOfferedProblem,
        StartInThePastProblem
      ]
    })
      .annotate(Requires, "payments:write")
      .annotate(OpenApi.Summary, "Have a customer pay a plan by a kept card, on a consent that is proven"),
    HttpApiEndpoint.get("subscription", "/subscriptions/:subscriptionId", {
      params,
      success: SubscriptionFile,
      error: NotFoundProblem
    })
      .annotate(Requires, "payments:read")
      .annotate(OpenApi.Summary, "One subscription, with its plan and its charges"),
    HttpApiEndpoint.get("upcomingCharges", "/subscriptions/:subscriptionId/upcoming", {
      params,
      query: {
        count: Schema.optional(
          Schema.NumberFromString.check(
            Schema.isInt(),
            Schema.isBetween({ minimum: 1, maximum: 36 })
          ).annotate({
            description: "How many at most, 12 unless told",
            examples: [12]
          })
        )
      },
      success: Schema.Array(UpcomingCharge),
      error: NotFoundProblem
    })
      .annotate(Requires, "payments:read")
      .annotate(OpenApi.Summary, "The next charges of a subscription, as its plan stands"),
    HttpApiEndpoint.patch("changeSubscription", "/subscriptions/:subscriptionId", {
      ...moving,
      payload: SubscriptionChange,
      error: [...moving.error, InitialPaymentNotUsableProblem, MethodNotUsableProblem]
    })
      .annotate(Requires, "payments:write")
      .annotate(OpenApi.Summary, "Have another card pay from the next charge on"),
    HttpApiEndpoint.post("pauseSubscription", "/subscriptions/:subscriptionId/pause", moving)
      .annotate(Requires, "payments:write")
      .annotate(OpenApi.Summary, "Charge nothing until it is resumed; what falls due meanwhile never is"),
    HttpApiEndpoint.post("resumeSubscription", "/subscriptions/:subscriptionId/resume", moving)
      .annotate(Requires, "payments:write")
      .annotate(OpenApi.Summary, "Charge again, from the next day of the plan on"),
    HttpApiEndpoint.post("endSubscription", "/subscriptions/:subscriptionId/end", moving)
      .annotate(Requires, "payments:write")
      .annotate(OpenApi.Summary, "Charge nothing any more"),
    HttpApiEndpoint.get("gatewaySubscriptions", "/gateway-subscriptions", {
      query: PageQuery,
      success: Page(GatewaySubscription)
    })
      .annotate(Requires, "payments:read")
      .annotate(OpenApi.Summary, "List the subscriptions that gateways keep, newest first"),
    HttpApiEndpoint.post("followGatewaySubscription", "/gateway-subscriptions", {
      headers: WriteHeaders,
      payload: NewGatewaySubscription,
      success: GatewaySubscription.pipe(created),
      error: [AlreadyExistsProblem, NotFoundProblem]
    })
      .annotate(Requires, "payments:write")
      .annotate(OpenApi.Summary, "Record what a gateway takes for a subscription that it keeps"),
    HttpApiEndpoint.get("gatewaySubscription", "/gateway-subscriptions/:gatewaySubscriptionId", {
      params: gatewayParams,
      success: GatewaySubscription,
      error: NotFoundProblem
    })
      .annotate(Requires, "payments:read")
      .annotate(OpenApi.Summary, "One subscription that a gateway keeps"),
    HttpApiEndpoint.post("leaveGatewaySubscription", "/gateway-subscriptions/:gatewaySubscriptionId/leave", {
      params: gatewayParams,
      headers: UpdateHeaders,
      success: GatewaySubscription,
      error: [NotFoundProblem, VersionConflictProblem]
    })
      .annotate(Requires, "payments:write")
      .annotate(OpenApi.Summary, "Record no more of it; what was recorded stays")
  )
  .annotateEndpoints(RefusesCardNumbers, true)
  .middleware(Credential)
  .annotate(OpenApi.Title, "Subscriptions")
  .annotate(
    OpenApi.Description,
    "What customers pay again and again by a kept card: each charge is a payment of its own, taken once for its day."
  ) {}

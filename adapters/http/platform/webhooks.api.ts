import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  Attempt,
  Delivery,
  DeliveryId,
  DeliveryState,
  NewSubscription,
  RedeliveryRange,
  SecretOverlap,
  Subscription,
  SubscriptionChange,
  SubscriptionId
} from "../../../domain/platform/webhooks/model/index.ts"
import { Credential } from "../contract/Credential.ts"
import { IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem } from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { HoldsSecrets, Requires, ShownOnce, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import { VaultClosedProblem } from "../finance/providers.problems.ts"
import {
  ReceiverRefusedProblem,
  TooManyWebhooksProblem,
  TopicUnknownProblem,
  WebhookDisabledProblem
} from "./webhooks.problems.ts"

const Disclosed = Schema.Struct({
  webhook: Subscription,
  secret: Schema.NullOr(Schema.String).annotate({
    description: "What verifies the signatures (Standard Webhooks); shown in this answer only",
    examples: ["whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"]
  })
}).annotate({ identifier: "DisclosedWebhook" })

const Logged = Schema.Struct({ delivery: Delivery, attempts: Schema.Array(Attempt) }).annotate({
  identifier: "LoggedWebhookDelivery"
})

const Redelivered = Schema.Struct({
  redelivered: Schema.Int,
  more: Schema.Boolean.annotate({ description: "The range may hold more: send it again" })
}).annotate({ identifier: "RedeliveredWebhooks", examples: [{ redelivered: 12, more: false }] })

const one = { webhookId: SubscriptionId }
const oneDelivery = { webhookDeliveryId: DeliveryId }

export class WebhooksApi extends HttpApiGroup.make("webhooks")
  .add(
    HttpApiEndpoint.get("webhooks", "/webhooks", { query: PageQuery, success: Page(Subscription) })
      .annotate(Requires, "webhooks:read")
      .annotate(OpenApi.Summary, "List the webhooks, without their secrets"),
    HttpApiEndpoint.post("createWebhook", "/webhooks", {
      headers: WriteHeaders,
      payload: NewSubscription,
      success: Disclosed.pipe(HttpApiSchema.status(201)),
      error: [ReceiverRefusedProblem, TooManyWebhooksProblem, TopicUnknownProblem, VaultClosedProblem]
    })
      .annotate(Requires, "webhooks:admin")
      .annotate(HoldsSecrets, true)
      .annotate(ShownOnce, ["secret"])
      .annotate(OpenApi.Summary, "Make a webhook; its secret is shown in this answer only"),
    HttpApiEndpoint.get("webhook", "/webhooks/:webhookId", {
      params: one,
      success: Subscription,
      error: NotFoundProblem
    })
      .annotate(Requires, "webhooks:read")
      .annotate(OpenApi.Summary, "One webhook, without its secret"),
    HttpApiEndpoint.patch("changeWebhook", "/webhooks/:webhookId", {
      params: one,
      headers: UpdateHeaders,
      payload: SubscriptionChange,
      success: Subscription,
      error: [NotFoundProblem, ReceiverRefusedProblem, TopicUnknownProblem, VersionConflictProblem]
    })
      .annotate(Requires, "webhooks:admin")
      .annotate(OpenApi.Summary, "Change where a webhook delivers, or what it follows"),
    HttpApiEndpoint.delete("removeWebhook", "/webhooks/:webhookId", {
      params: one,
      headers: WriteHeaders,
      success: HttpApiSchema.NoContent,
      error: [NotFoundProblem, VaultClosedProblem]
    })
      .annotate(Requires, "webhooks:admin")
      .annotate(OpenApi.Summary, "End a webhook for good, and destroy its secrets"),
    HttpApiEndpoint.post("rotateWebhookSecret", "/webhooks/:webhookId/rotate", {
      params: one,
      headers: UpdateHeaders,
      payload: SecretOverlap,
      success: Disclosed,
      error: [NotFoundProblem, VaultClosedProblem, VersionConflictProblem]
    })
      .annotate(Requires, "webhooks:admin")
      .annotate(HoldsSecrets, true)
      .annotate(ShownOnce, ["secret"])
      .annotate(OpenApi.Summary, "Make a new secret; deliveries carry both signatures for the overlap"),
    HttpApiEndpoint.post("enableWebhook", "/webhooks/:webhookId/enable", {
      params: one,
      headers: UpdateHeaders,
      success: Subscription,
      error: [IllegalTransitionProblem, NotFoundProblem, TopicUnknownProblem, VersionConflictProblem]
    })
      .annotate(Requires, "webhooks:admin")
      .annotate(OpenApi.Summary, "Enable a webhook, with the rights of who does; what waited for it goes on"),
    HttpApiEndpoint.post("disableWebhook", "/webhooks/:webhookId/disable", {
      params: one,
      headers: UpdateHeaders,
      success: Subscription,
      error: [IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem]
    })
      .annotate(Requires, "webhooks:admin")
      .annotate(OpenApi.Summary, "Disable a webhook; events that come meanwhile can be redelivered later"),
    HttpApiEndpoint.post("testWebhook", "/webhooks/:webhookId/test", {
      params: one,
      headers: WriteHeaders,
      success: Delivery.pipe(HttpApiSchema.status(202)),
      error: [NotFoundProblem, WebhookDisabledProblem]
    })
      .annotate(Requires, "webhooks:admin")
      .annotate(OpenApi.Summary, "Send a test event to a webhook"),
    HttpApiEndpoint.get("webhookDeliveries", "/webhooks/:webhookId/deliveries", {
      params: one,
      query: {
        ...PageQuery,
        state: Schema.optional(DeliveryState),
        type: Schema.optional(
          Schema.String.check(Schema.isMaxLength(200)).annotate({
            description: "Only events of this very type"
          })
        )
      },
      success: Page(Delivery),
      error: NotFoundProblem
    })
      .annotate(Requires, "webhooks:read")
      .annotate(OpenApi.Summary, "What was sent to a webhook, newest first; dead letters are in state dead"),
    HttpApiEndpoint.post("redeliverRange", "/webhooks/:webhookId/redeliver", {
      params: one,
      headers: WriteHeaders,
      payload: RedeliveryRange,
      success: Redelivered,
      error: NotFoundProblem
    })
      .annotate(Requires, "webhooks:admin")
      .annotate(OpenApi.Summary, "Send the events of a range again, 1,000 at most at a time"),
    HttpApiEndpoint.get("webhookDelivery", "/webhook-deliveries/:webhookDeliveryId", {
      params: oneDelivery,
      success: Logged,
      error: NotFoundProblem
    })
      .annotate(Requires, "webhooks:read")
      .annotate(OpenApi.Summary, "One delivery, and its last hundred attempts"),
    HttpApiEndpoint.post("redeliver", "/webhook-deliveries/:webhookDeliveryId/redeliver", {
      params: oneDelivery,
      headers: WriteHeaders,
      success: Delivery,
      error: [IllegalTransitionProblem, NotFoundProblem]
    })
      .annotate(Requires, "webhooks:admin")
      .annotate(OpenApi.Summary, "Send a delivery that has ended again, under the same webhook-id")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Webhooks")
  .annotate(
    OpenApi.Description,
    "The company's events, sent to addresses of its own and signed as Standard Webhooks says (`webhook-id`, " +
      "`webhook-timestamp`, `webhook-signature`). The body has `type`, `timestamp`, `id`, `seq`, `entityId` and `data`. " +
      "Each event comes at least once, with the event's id as `webhook-id` at each attempt: receivers drop what they " +
      "have had. The order of events is kept as far as possible, not always: `seq` tells it. A 2xx within 15 seconds " +
      "takes the message; a redirect is a failure. What fails is tried eight times over more than a day, then waits as " +
      "a dead letter; 410, or five days in which every attempt failed, disable the webhook."
  ) {}

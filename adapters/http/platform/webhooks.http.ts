import { Effect, Option } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { DeliveryId, SubscriptionId } from "../../../domain/platform/webhooks/model/index.ts"
import {
  changeWebhook,
  createWebhook,
  disableWebhook,
  enableWebhook,
  redeliver,
  redeliverRange,
  removeWebhook,
  rotateWebhookSecret,
  sendTestEvent
} from "../../../domain/platform/webhooks/usecases/index.ts"
import { WebhookDeliveries } from "../../../ports/platform/WebhookDeliveries.ts"
import { WebhookSubscriptions } from "../../../ports/platform/WebhookSubscriptions.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

export const webhooksHandlers = HttpApiBuilder.group(Api, "webhooks", (handlers) =>
  handlers.handleAll({
    webhooks: ({ query }) =>
      Effect.flatMap(WebhookSubscriptions, ({ list }) =>
        pageOf(webhookCursor, query, idOf<SubscriptionId>, list)
      ),
    createWebhook: ({ payload }) => createWebhook(payload),
    webhook: ({ params }) => Effect.flatMap(WebhookSubscriptions, ({ find }) => find(params.webhookId)),
    changeWebhook: ({ headers, params, payload }) =>
      changeWebhook(params.webhookId, versionOf(headers["if-match"]), payload),
    removeWebhook: ({ params }) => removeWebhook(params.webhookId),
    rotateWebhookSecret: ({ headers, params, payload }) =>
      rotateWebhookSecret(params.webhookId, versionOf(headers["if-match"]), payload),
    enableWebhook: ({ headers, params }) => enableWebhook(params.webhookId, versionOf(headers["if-match"])),
    disableWebhook: ({ headers, params }) => disableWebhook(params.webhookId, versionOf(headers["if-match"])),
    testWebhook: ({ params }) => sendTestEvent(params.webhookId),
    webhookDeliveries: ({ params: { webhookId }, query: { state, type, ...page } }) =>
      Effect.gen(function* () {
        yield* Effect.flatMap(WebhookSubscriptions, ({ find }) => find(webhookId))
        const { list } = yield* WebhookDeliveries
        return yield* pageOf(deliveryCursor, page, idOf<DeliveryId>, (limit, after) =>
          list({
            subscriptionId: webhookId,
            limit,
            after,
            states: Option.fromUndefinedOr(state),
            eventType: Option.fromUndefinedOr(type)
          })
        )
      }),
    redeliverRange: ({ params, payload }) => redeliverRange(params.webhookId, payload),
    webhookDelivery: ({ params: { webhookDeliveryId: id } }) =>
      Effect.gen(function* () {
        const { attemptsOf, byId } = yield* WebhookDeliveries
        return { delivery: yield* byId(id), attempts: yield* attemptsOf(id) }
      }),
    redeliver: ({ params }) => redeliver(params.webhookDeliveryId)
  })
)

const webhookCursor = cursorOf(SubscriptionId)
const deliveryCursor = cursorOf(DeliveryId)

const idOf = <I>({ id }: { readonly id: I }) => id

import { createHmac, randomUUID } from "node:crypto"
import { Schema } from "effect"
import { delivered, misordered } from "../host/deliveries.ts"
import { type LendingBook, type LendingEvent, newSecret, type Subscription } from "./LendingBook.ts"
import { failed, sent } from "./lendingAnswer.ts"

const Wanted = Schema.Struct({
  event_type: Schema.Literals([
    "BUSINESS_FRONTING_APPLICATION",
    "BUSINESS_FRONTING_LOAN_PAYOUT",
    "BUSINESS_FRONTING_PAYOUT_UPDATE",
    "BUSINESS_FRONTING_RELATIONSHIP_STATUS_CHANGED"
  ]),
  url: Schema.String.check(Schema.isPattern(/^https?:\/\/\S+$/))
})

/** One subscription for each type of event: the address is tried first, and the secret is shown once. */
export const subscribe = (book: LendingBook, body: string) =>
  sent(Wanted, body, async ({ event_type, url }) => {
    const tried = await fetch(url, {
      method: "POST",
      headers: { "solaris-webhook-event-type": "WEBHOOK-SUBSCRIPTION" }
    })
    if (!tried.ok) return failed(400, "invalid_webhook_url", `The address answered ${tried.status}`)
    const made: Subscription = { id: randomUUID(), event_type, url, secret: newSecret() }
    book.subscriptions.set(event_type, made)
    return Response.json(made, { status: 201 })
  })

const Order = Schema.Struct({
  copies: Schema.optionalKey(Schema.Int),
  reversed: Schema.optionalKey(Schema.Boolean),
  dropEvery: Schema.optionalKey(Schema.Int)
})

/** Ours, for trials: delivers what happened to those who subscribed to it, as badly as asked. */
export const deliver = (book: LendingBook, body: string) =>
  sent(Order, body, async (order) => {
    const waiting = book.notifications.splice(0, book.notifications.length)
    const wanted = waiting.flatMap((event) => {
      const subscription = book.subscriptions.get(event.type)
      return subscription === undefined ? [] : [{ event, subscription }]
    })
    const statuses = await delivered(misordered(wanted, order), ({ event, subscription }) => ({
      url: subscription.url,
      headers: headersOf(event, subscription),
      body: event.body
    }))
    return Response.json({ simulation: true, statuses })
  })

/** The signature is over the raw body alone, with the secret of the subscription. */
export const headersOf = ({ body, entityId, id, type }: LendingEvent, { id: to, secret }: Subscription) => ({
  "solaris-webhook-id": id,
  "solaris-webhook-subscription-id": to,
  "solaris-webhook-event-type": type,
  "solaris-entity-id": entityId,
  "solaris-webhook-attempt": "1",
  "solaris-webhook-callout-timestamp": new Date().toISOString(),
  "solaris-webhook-signature": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`
})

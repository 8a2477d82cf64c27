import { Effect, Option, Schema } from "effect"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import type { NewSubscriptionPlan, SubscriptionId } from "../../../domain/finance/payments/model/index.ts"
import {
  addPlan,
  chargeSubscription,
  storeMethod,
  subscribe
} from "../../../domain/finance/payments/usecases/index.ts"
import { IntentId } from "../../../domain/finance/providers/model/index.ts"
import { ProviderIntents } from "../../../ports/finance/ProviderIntents.ts"
import { Subscriptions } from "../../../ports/finance/Subscriptions.ts"
import { today } from "../../../domain/shared/ParisDay.ts"
import { attempt } from "./intentWorld.ts"
import { asked, eur, gatewayConnection, sendIntent, token } from "./paymentWorld.ts"

const Intents = Schema.Array(Schema.Struct({ id: IntentId }))

/** Sends everything that waits to be sent. */
export const sendWaiting = Effect.gen(function* () {
  const { list } = yield* ProviderIntents
  const all = yield* list({ state: Option.some("created"), after: Option.none(), limit: 50 })
  for (const { id } of yield* Effect.orDie(Schema.decodeUnknownEffect(Intents)(all))) yield* sendIntent(id)
})

/** A subscription from today on, every day unless told, by a kept card that its payer has paid with. */
export const subscribed = (part: Partial<NewSubscriptionPlan> = {}, cardToken: string = token()) =>
  Effect.gen(function* () {
    const connection = yield* gatewayConnection
    const connectionId = connection.id
    const card = yield* storeMethod({ connectionId, token: cardToken, label: "Carte", customer: "C1" })
    yield* sendWaiting
    const first = yield* asked({
      kind: "validation",
      connectionId,
      amount: eur(0n),
      paymentMethodId: card.id
    })
    yield* sendIntent(first.intentId)
    const plan = yield* addPlan({
      code: `P${uuidV7().slice(-12)}`,
      label: "Entretien",
      amount: eur(4_900n),
      rhythm: { unit: "day", every: 1, dayOfMonth: null },
      payments: null,
      ...part
    })
    const subscription = yield* subscribe({
      planId: plan.id,
      paymentMethodId: card.id,
      initialPaymentId: first.id,
      label: "Entretien Dupont",
      startOn: yield* today
    })
    return { card, connection, first, id: subscription.id, plan }
  })

/** One look at a subscription, as a worker takes it. */
export const looked = (subscriptionId: SubscriptionId) =>
  chargeSubscription.run({ subscriptionId }, attempt(1))

export const subscriptionNow = (id: SubscriptionId) => Effect.flatMap(Subscriptions, ({ find }) => find(id))

/** As if it were some days later: everything that the subscription dates lies so much further back. */
export const daysLater = (id: SubscriptionId, days: number) =>
  Effect.flatMap(TenantSql, ({ statements }) =>
    statements(({ sql, tenantId }) =>
      Effect.gen(function* () {
        yield* sql`update azals.subscription set start_on = start_on - ${days}::integer,
            next_on = next_on - ${days}::integer, look_on = look_on - ${days}::integer
          where tenant_id = ${tenantId} and id = ${id}`
        yield* sql`update azals.subscription_charge set due_on = due_on - ${days}::integer,
            retry_on = retry_on - ${days}::integer
          where tenant_id = ${tenantId} and subscription_id = ${id}`
      })
    )
  )

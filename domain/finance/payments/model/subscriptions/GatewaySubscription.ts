import { DateTime, Schema } from "effect"
import { jobKind } from "../../../../platform/jobs/model/index.ts"
import { Instant } from "../../../../shared/Instant.ts"
import { Label } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { Party } from "../../../accounting/model/index.ts"
import { ConnectionId } from "../../../providers/model/index.ts"

export const GatewaySubscriptionId = Uuid.pipe(Schema.brand("GatewaySubscriptionId"))
export type GatewaySubscriptionId = typeof GatewaySubscriptionId.Type

const said = {
  connectionId: ConnectionId,
  reference: Schema.String.check(Schema.isPattern(/^[\x21-\x7e]{1,60}$/u)).annotate({
    description: "The gateway's own reference of the subscription",
    examples: ["8123456789"]
  }),
  label: Label
}

/** A subscription that a gateway keeps and charges by itself: what it takes is recorded here as payments. */
export const GatewaySubscription = Schema.Struct({
  id: GatewaySubscriptionId,
  ...said,
  party: Schema.NullOr(Party),
  state: Schema.Literals(["followed", "left"]),
  createdAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "GatewaySubscription",
  examples: [
    {
      id: GatewaySubscriptionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a53"),
      connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
      reference: "8123456789",
      label: "Abonnement Dupont",
      party: { code: "C001", label: "Dupont" },
      state: "followed",
      createdAt: DateTime.makeUnsafe("2026-11-22T14:05:00Z"),
      version: 1
    }
  ]
})
export type GatewaySubscription = typeof GatewaySubscription.Type

export const NewGatewaySubscription = Schema.Struct({ ...said, party: Schema.optionalKey(Party) }).annotate({
  identifier: "NewGatewaySubscription",
  examples: [
    {
      connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
      reference: "8123456789",
      label: "Abonnement Dupont",
      party: { code: "C001", label: "Dupont" }
    }
  ]
})
export type NewGatewaySubscription = typeof NewGatewaySubscription.Type

/** Reads what a gateway took for a subscription that it keeps. */
export const readGatewaySubscriptionKind = jobKind({
  name: "payments.read-gateway-subscription",
  payload: Schema.Struct({ gatewaySubscriptionId: GatewaySubscriptionId }),
  permissions: ["payments:write"],
  maxAttempts: 5
})

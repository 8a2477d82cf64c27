import { DateTime, Schema } from "effect"
import { Instant } from "../../../shared/Instant.ts"
import { Label } from "../../../shared/Text.ts"
import { Uuid } from "../../../shared/Uuid.ts"
import { ConnectionId } from "../../providers/model/index.ts"

export const PaymentMethodId = Uuid.pipe(Schema.brand("PaymentMethodId"))
export type PaymentMethodId = typeof PaymentMethodId.Type

export const PaymentMethodState = Schema.Literals([
  "created",
  "unknown",
  "kept",
  "replacing",
  "refused",
  "forgetting",
  "forgotten"
])
export type PaymentMethodState = typeof PaymentMethodState.Type

/** The steps that a payment method can take, and nothing else. */
export const methodTransitions: Readonly<Record<PaymentMethodState, ReadonlyArray<PaymentMethodState>>> = {
  created: ["kept", "refused", "unknown"],
  unknown: ["kept", "refused"],
  kept: ["replacing", "forgetting"],
  replacing: ["kept"],
  refused: [],
  forgetting: ["forgotten", "kept"],
  forgotten: []
}

/** A card that the gateway keeps in its vault. Its number never comes here: what is shown is masked by the gateway. */
export const PaymentMethod = Schema.Struct({
  id: PaymentMethodId,
  connectionId: ConnectionId,
  label: Label,
  customer: Schema.String.annotate({ description: "The customer's code", examples: ["C001"] }),
  state: PaymentMethodState,
  preferred: Schema.Boolean.annotate({ description: "Whether it is the customer's default one" }),
  masked: Schema.NullOr(Schema.String.annotate({ examples: ["4xxxxxxxxxxx1111"] })),
  expires: Schema.NullOr(Schema.String.annotate({ description: "MMYY", examples: ["1028"] })),
  code: Schema.NullOr(Schema.String.annotate({ examples: ["100"] })),
  message: Schema.NullOr(Schema.String.annotate({ examples: ["Customer Added"] })),
  cardSince: Schema.NullOr(
    Instant.annotate({
      description: "When its payer last gave another card: a consent of before is not one to this card"
    })
  ),
  createdAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "PaymentMethod",
  examples: [
    {
      id: PaymentMethodId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a41"),
      connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
      label: "Carte de M. Dupont",
      customer: "C001",
      state: "kept",
      preferred: true,
      masked: "4xxxxxxxxxxx1111",
      expires: "1028",
      code: "100",
      message: "Customer Added",
      cardSince: null,
      createdAt: DateTime.makeUnsafe("2026-11-22T14:05:00Z"),
      version: 2
    }
  ]
})
export type PaymentMethod = typeof PaymentMethod.Type

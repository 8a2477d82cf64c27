import { DateTime, Schema } from "effect"
import { MemberId } from "../../../platform/identity/model/index.ts"
import { Instant } from "../../../shared/Instant.ts"
import { ActorId } from "../../../shared/TenantScope.ts"
import { CardId, CardState } from "./Card.ts"
import { CardMovement, CardPayment } from "./CardPayment.ts"
import { CardRequestId } from "./CardRequest.ts"

export const OpenCard = Schema.Struct({ cardId: CardId, name: Schema.String, state: CardState }).annotate({
  identifier: "LeaversCard",
  examples: [
    {
      cardId: CardId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a20"),
      name: "Abonnements",
      state: "cancelling"
    }
  ]
})

/** What a holder who leaves has left open; each list has at most its newest 100. */
const OpenItems = Schema.Struct({
  cards: Schema.Array(OpenCard).annotate({ description: "Not ended: a frozen one waits for its issuer" }),
  requests: Schema.Array(CardRequestId).annotate({ description: "Waiting for a decision", examples: [[]] }),
  missingReceipts: Schema.Array(CardPayment).annotate({ description: "Payments that lack their receipt" }),
  unstated: Schema.Array(CardMovement).annotate({
    description: "Movements of which nobody said what they were"
  }),
  owed: Schema.Array(CardMovement).annotate({ description: "Movements of which a personal part is owed" }),
  more: Schema.Boolean.annotate({ description: "A list holds its newest 100 only" })
})
export type OpenItems = typeof OpenItems.Type

/** That a member who held cards has left the company, or is back; and what is still open of it. */
export const HolderDeparture = Schema.Struct({
  memberId: MemberId,
  state: Schema.Literals(["left", "returned"]),
  notedBy: ActorId,
  leftAt: Instant,
  version: Schema.Int,
  ...OpenItems.fields
}).annotate({
  identifier: "CardHolderDeparture",
  examples: [
    {
      memberId: MemberId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a61"),
      state: "left",
      notedBy: ActorId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a12"),
      leftAt: DateTime.makeUnsafe("2026-11-30T17:00:00Z"),
      version: 1,
      cards: [
        {
          cardId: CardId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a20"),
          name: "Abonnements",
          state: "cancelling"
        }
      ],
      requests: [],
      missingReceipts: [],
      unstated: [],
      owed: [],
      more: false
    }
  ]
})
export type HolderDeparture = typeof HolderDeparture.Type

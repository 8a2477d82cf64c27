import { Schema } from "effect"
import { Code, Label } from "../../../shared/Text.ts"
import { ConnectionId } from "../../providers/model/index.ts"
import { Token } from "./Payment.ts"

/** What a payer gives of a card: the token from the browser, and the expiry, which the gateway may not answer. */
const card = {
  token: Token,
  expires: Schema.optionalKey(
    Schema.String.check(Schema.isPattern(/^(?:0[1-9]|1[0-2])[0-9]{2}$/u)).annotate({
      description: "MMYY",
      examples: ["1028"]
    })
  )
}

/** A card to keep. */
export const NewPaymentMethod = Schema.Struct({
  connectionId: ConnectionId,
  ...card,
  label: Label,
  customer: Code
}).annotate({
  identifier: "NewPaymentMethod",
  examples: [
    {
      connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
      token: "00000000-000000-000000-000000000000",
      label: "Carte de M. Dupont",
      customer: "C001",
      expires: "1028"
    }
  ]
})
export type NewPaymentMethod = typeof NewPaymentMethod.Type

/** Another card, or a new expiry of the same, in place of the one that the gateway keeps. */
export const ReplacementCard = Schema.Struct(card).annotate({
  identifier: "ReplacementCard",
  examples: [{ token: "00000000-000000-000000-000000000000", expires: "1131" }]
})
export type ReplacementCard = typeof ReplacementCard.Type

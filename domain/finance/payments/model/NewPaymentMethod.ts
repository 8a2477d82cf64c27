import { Schema } from "effect"
import { Code, Label } from "../../../shared/Text.ts"
import { ConnectionId } from "../../providers/model/index.ts"
import { Token } from "./Payment.ts"

/** A card to keep: the token comes from the payer's browser, and its expiry too, which the gateway does not answer. */
export const NewPaymentMethod = Schema.Struct({
  connectionId: ConnectionId,
  token: Token,
  label: Label,
  customer: Code,
  expires: Schema.optionalKey(
    Schema.String.check(Schema.isPattern(/^(?:0[1-9]|1[0-2])[0-9]{2}$/u)).annotate({
      description: "MMYY",
      examples: ["1028"]
    })
  )
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

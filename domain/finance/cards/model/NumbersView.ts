import { Schema } from "effect"
import { Instant } from "../../../shared/Instant.ts"
import { IntentId } from "../../providers/model/index.ts"

/**
 * That somebody asked to see a card's number and code. They are shown by the issuer, to the card's holder, after consent
 * at `url`: nothing of them is ever here.
 */
export const NumbersView = Schema.Struct({
  intentId: IntentId,
  state: Schema.Literals(["asked", "ready", "refused", "unknown"]).annotate({
    description: "Whether the issuer has given the page of consent, refused to, or has not been heard",
    examples: ["ready"]
  }),
  url: Schema.NullOr(Schema.String).annotate({
    description: "The issuer's page, where the card's holder consents and then sees the numbers",
    examples: ["https://identity.example/consent/8f1c"]
  }),
  refusal: Schema.NullOr(Schema.String.annotate({ examples: ["UserNotCardHolderRejection"] })).annotate({
    description: "The issuer's own word when it refused"
  }),
  askedAt: Instant
}).annotate({ identifier: "CardNumbersView" })
export type NumbersView = typeof NumbersView.Type

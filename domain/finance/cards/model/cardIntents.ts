import { Schema } from "effect"
import { LocalDate } from "../../../shared/LocalDate.ts"
import { Money } from "../../../shared/Money.ts"
import { WordedAs } from "../../../shared/Worded.ts"
import { intentKind } from "../../providers/model/index.ts"
import { CardId } from "./Card.ts"

const Limit = Schema.Struct({
  amount: Money,
  period: Schema.Literals(["once", "day", "week", "month"]),
  window: Schema.Literals(["rolling", "calendar"]),
  resetDay: Schema.NullOr(Schema.Int)
})

const Controls = Schema.Struct({
  online: Schema.Boolean,
  withdrawal: Schema.Boolean,
  abroad: Schema.Boolean,
  otherCurrencies: Schema.Boolean
})

const Order = Schema.Struct({
  holderReference: Schema.String,
  name: Schema.String,
  kind: Schema.Literals(["virtual", "single-use"]),
  limit: Limit,
  controls: Controls,
  expiresOn: Schema.NullOr(LocalDate),
  consentReturnUrl: Schema.String
})

const Consent = Schema.NullOr(Schema.Struct({ reference: Schema.String, url: Schema.String }))

const Issued = Schema.Struct({
  reference: Schema.String,
  state: WordedAs(["consent-needed", "processing", "active", "cancelling", "cancelled"]),
  masked: Schema.NullOr(Schema.String),
  consent: Consent
})
export type Issued = typeof Issued.Type

/** Asks the issuer for a card. No number and no code is in it, or in what comes of it. */
export const issueCardKind = intentKind({
  name: "cards.issue",
  payload: Schema.Struct({ cardId: CardId, order: Order }),
  outcome: Issued,
  capability: "cards.issue",
  permissions: ["cards:write"]
})

/** The same for a card that pays once. */
export const issueSingleUseKind = intentKind({
  ...issueCardKind,
  name: "cards.issue-single-use",
  capability: "cards.single-use"
})

/** Asks the issuer to change its own part of the limits and controls. */
export const changeCardKind = intentKind({
  name: "cards.change",
  payload: Schema.Struct({
    cardId: CardId,
    reference: Schema.String,
    limit: Limit,
    controls: Controls,
    consentReturnUrl: Schema.String
  }),
  outcome: Schema.Struct({ consent: Consent }),
  capability: "cards.change",
  permissions: ["cards:write"]
})

/** Asks the issuer for the page of consent behind which it shows the numbers to the card's holder. None of them comes here. */
export const viewNumbersKind = intentKind({
  name: "cards.view-numbers",
  payload: Schema.Struct({ cardId: CardId, reference: Schema.String, consentReturnUrl: Schema.String }),
  outcome: Schema.Struct({ reference: Schema.String, url: Schema.String }),
  capability: "cards.view-numbers",
  permissions: ["cards:write"]
})

/** Asks the issuer to end a card, for good. */
export const cancelCardKind = intentKind({
  name: "cards.cancel",
  payload: Schema.Struct({ cardId: CardId, reference: Schema.String }),
  outcome: Issued,
  capability: "cards.cancel",
  permissions: ["cards:write"]
})

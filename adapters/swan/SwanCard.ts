import { DateTime, Option, Schema } from "effect"
import type { CardOrder, IssuedCard, IssuerConsent } from "../../domain/finance/cards/model/index.ts"
import { worded } from "../../domain/shared/Worded.ts"
import { backWith, keyIn } from "./backWith.ts"
import { SwanInstant } from "./swanValues.ts"

const Text = Schema.NullOr(Schema.String)

export const SwanCard = Schema.Struct({
  id: Schema.String,
  type: Schema.String,
  name: Text,
  cardMaskedNumber: Schema.String,
  expiryDate: Text,
  createdAt: SwanInstant,
  updatedAt: SwanInstant,
  statusInfo: Schema.Struct({
    status: Schema.String,
    consent: Schema.optionalKey(
      Schema.Struct({ id: Schema.String, consentUrl: Schema.String, redirectUrl: Schema.String })
    )
  }),
  accountMembership: Schema.Struct({ id: Schema.String })
})

/** In the words of the business. */
export const cardOf = ({ statusInfo, ...card }: typeof SwanCard.Type): IssuedCard => ({
  reference: card.id,
  kind: kinds(card.type),
  state: states(statusInfo.status),
  name: card.name,
  masked: card.cardMaskedNumber === "" ? null : card.cardMaskedNumber,
  expires: card.expiryDate,
  consent:
    statusInfo.consent === undefined
      ? null
      : { reference: statusInfo.consent.id, url: statusInfo.consent.consentUrl },
  orderKey: statusInfo.consent === undefined ? null : keyIn(keyField, statusInfo.consent.redirectUrl),
  updatedAt: card.updatedAt
})

/** Where a card's order key stands: in the address to which Swan sends the person back. */
const keyField = "card"

/** The way back from a card's consent, with the order's key in it. */
export const backToCard = (returnUrl: string, key: string) => backWith(keyField, returnUrl, key)

/** Whether the card is the one ordered under `key`; none when it may be, and does not tell. */
export const isOrderedUnder = (
  key: string,
  order: CardOrder,
  since: DateTime.Utc,
  card: typeof SwanCard.Type
): Option.Option<boolean> => {
  const { accountMembership, createdAt, name, statusInfo, type } = card
  if (statusInfo.consent !== undefined)
    return Option.some(keyIn(keyField, statusInfo.consent.redirectUrl) === key)
  const alike =
    DateTime.isGreaterThanOrEqualTo(createdAt, since) &&
    accountMembership.id === order.holderReference &&
    name === order.name &&
    kinds(type).is === order.kind
  return alike ? Option.none() : Option.some(false)
}

const kinds = worded({
  Virtual: "virtual",
  SingleUseVirtual: "single-use",
  VirtualAndPhysical: "physical"
} as const)

const states = worded({
  ConsentPending: "consent-needed",
  Processing: "processing",
  Enabled: "active",
  Canceling: "cancelling",
  Canceled: "cancelled"
} as const)

export const SwanConsent = Schema.Struct({
  id: Schema.String,
  status: Schema.String,
  createdAt: SwanInstant,
  updatedAt: Schema.NullOr(SwanInstant)
})

export const consentOf = ({ createdAt, status, updatedAt }: typeof SwanConsent.Type): IssuerConsent => ({
  state: consentStates(status),
  updatedAt: updatedAt ?? createdAt
})

const consentStates = worded({
  Created: "waiting",
  Started: "waiting",
  OperationCommitting: "waiting",
  Accepted: "given",
  CustomerRefused: "ended",
  CredentialRefused: "ended",
  Canceled: "ended",
  Expired: "ended",
  Failed: "ended"
} as const)

import { Option, Schema } from "effect"
import type { FollowedTransfer, PlacedTransfer } from "../../domain/finance/banking/model/index.ts"
import { worded } from "../../domain/shared/Worded.ts"
import { OwnedTransaction, ownedTransactionOf } from "./SwanTransaction.ts"
import { SwanInstant } from "./swanValues.ts"

const Consent = Schema.Struct({
  id: Schema.String,
  consentUrl: Schema.String,
  redirectUrl: Schema.String,
  status: Schema.String
})

export const SwanPayment = Schema.Struct({
  id: Schema.String,
  createdAt: SwanInstant,
  statusInfo: Schema.Struct({
    status: Schema.String,
    consent: Schema.optionalKey(Consent),
    reason: Schema.optionalKey(Schema.String)
  })
})

export const SwanPaymentWithTransactions = Schema.Struct({
  ...SwanPayment.fields,
  transactions: Schema.NullOr(
    Schema.Struct({
      edges: Schema.Array(
        Schema.Struct({
          node: Schema.Struct({ id: Schema.String, externalReference: Schema.NullOr(Schema.String) })
        })
      )
    })
  )
})

/** A payment with its movements, each with its account. */
export const FollowedSwanPayment = Schema.Struct({
  ...SwanPayment.fields,
  updatedAt: SwanInstant,
  transactions: Schema.NullOr(
    Schema.Struct({ edges: Schema.Array(Schema.Struct({ node: OwnedTransaction })) })
  )
})

export const followedOf = ({
  transactions,
  updatedAt,
  ...payment
}: typeof FollowedSwanPayment.Type): FollowedTransfer => ({
  placed: placedOf(payment),
  updatedAt,
  movements: (transactions?.edges ?? []).map(({ node }) => ownedTransactionOf(node))
})

export const placedOf = ({
  id,
  statusInfo: { consent, reason, status }
}: typeof SwanPayment.Type): PlacedTransfer => ({
  reference: id,
  state: states(status),
  consent: consent === undefined ? null : { reference: consent.id, url: consent.consentUrl },
  reason: reason ?? null
})

/** Whether the payment is the one sent under `key`; none when nothing in it tells. */
export const isUnder = (
  key: string,
  { statusInfo, transactions }: typeof SwanPaymentWithTransactions.Type
): Option.Option<boolean> => {
  const { consent } = statusInfo
  if (consent !== undefined) return Option.some(consent.redirectUrl.includes(key))
  const references = (transactions?.edges ?? []).map(({ node }) => node.externalReference)
  return references.length === 0 ? Option.none() : Option.some(references.includes(key))
}

const states = worded({
  ConsentPending: "consent-needed",
  Initiated: "accepted",
  Rejected: "rejected"
} as const)

import { Option, Schema } from "effect"
import type { FollowedTransfer, PlacedTransfer } from "../../domain/finance/banking/model/index.ts"
import { worded } from "../../domain/shared/Worded.ts"
import { OwnedTransaction, ownedTransactionOf } from "./SwanTransaction.ts"
import { SwanInstant, SwanPage } from "./swanValues.ts"

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

/** A payment with a page of its movements, each with its account. */
export const FollowedSwanPayment = Schema.Struct({
  ...SwanPayment.fields,
  updatedAt: SwanInstant,
  transactions: Schema.NullOr(SwanPage(OwnedTransaction))
})

/** A payment with all its movements. */
export const followedOf = (
  { updatedAt, ...payment }: typeof FollowedSwanPayment.Type,
  movements: ReadonlyArray<typeof OwnedTransaction.Type>
): FollowedTransfer => ({
  placed: placedOf(payment),
  updatedAt,
  movements: movements.map(ownedTransactionOf)
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

/** Whether the payment is the one sent under `key`, with transfers of these names; none when nothing in it tells. */
export const isUnder = (
  { key, names }: { readonly key: string; readonly names: ReadonlyArray<string> },
  { statusInfo, transactions }: typeof SwanPaymentWithTransactions.Type
): Option.Option<boolean> => {
  const { consent } = statusInfo
  if (consent !== undefined) return Option.some(consent.redirectUrl.includes(key))
  const references = (transactions?.edges ?? []).map(({ node }) => node.externalReference)
  return references.length === 0
    ? Option.none()
    : Option.some(references.some((reference) => reference !== null && names.includes(reference)))
}

const states = worded({
  ConsentPending: "consent-needed",
  Initiated: "accepted",
  Rejected: "rejected"
} as const)

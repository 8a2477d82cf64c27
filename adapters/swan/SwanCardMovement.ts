import { Option, Schema } from "effect"
import type { CardMovementFacts } from "../../domain/finance/banking/model/index.ts"
import { worded } from "../../domain/shared/Worded.ts"
import { SwanAmount } from "./swanValues.ts"

const Text = Schema.NullOr(Schema.String)
const Word = Schema.optionalKey(Text)

/** What Swan says of a transaction of a card, beside what it says of each. */
export const cardMovementFields = {
  originalAmount: Schema.optionalKey(Schema.Struct({ value: Schema.String, currency: Schema.String })),
  merchant: Schema.optionalKey(
    Schema.NullOr(
      Schema.Struct({
        merchantId: Word,
        merchantName: Word,
        merchantCity: Word,
        merchantCountry: Word,
        merchantCategoryCode: Word
      })
    )
  ),
  cardDetails: Schema.optionalKey(
    Schema.NullOr(
      Schema.Struct({ card: Schema.optionalKey(Schema.NullOr(Schema.Struct({ id: Schema.String }))) })
    )
  )
}

const Fields = Schema.Struct({ type: Schema.String, ...cardMovementFields })

/** Of the cards that Swan issued; what a merchant's own customers paid by card is none of these. */
export const cardMovementOf = ({
  cardDetails,
  merchant,
  originalAmount,
  type
}: typeof Fields.Type): { readonly card?: CardMovementFacts } =>
  type.startsWith("CardOut")
    ? {
        card: {
          card: cardDetails?.card?.id ?? null,
          role: roles(type),
          original: originalAmount === undefined ? null : Option.getOrNull(known(originalAmount)),
          merchant: {
            id: merchant?.merchantId ?? null,
            name: merchant?.merchantName ?? null,
            city: merchant?.merchantCity ?? null,
            country: merchant?.merchantCountry ?? null,
            category: merchant?.merchantCategoryCode ?? null
          }
        }
      }
    : {}

const known = Schema.decodeUnknownOption(SwanAmount)

const roles = worded({
  CardOutAuthorization: "authorisation",
  CardOutDebit: "debit",
  CardOutDebitReversal: "debit-reversal",
  CardOutCredit: "credit",
  CardOutCreditReversal: "credit-reversal"
} as const)

import { Schema } from "effect"
import { jobKind } from "../../../platform/jobs/model/index.ts"
import { ProviderAccountId } from "../../banking/model/index.ts"
import { CardId } from "./Card.ts"
import { CardPaymentId } from "./CardPayment.ts"

/** Makes of movements of an account what they mean for the cards that made them, and posts them; each once. */
export const recordMovementsKind = jobKind({
  name: "cards.record-movements",
  payload: Schema.Struct({ providerAccountId: ProviderAccountId, references: Schema.Array(Schema.String) }),
  permissions: [],
  maxAttempts: 20
})

/** Reads a card again at its issuer. What is not over by then is read again by a later job. */
export const followCardKind = jobKind({
  name: "cards.follow",
  payload: Schema.Struct({ cardId: CardId }),
  permissions: [],
  maxAttempts: 3
})

/** Tells, once, that a payment's receipt is missing, if it is by then. */
export const remindReceiptKind = jobKind({
  name: "cards.remind-receipt",
  payload: Schema.Struct({ cardPaymentId: CardPaymentId }),
  permissions: [],
  maxAttempts: 5
})

import { Schema } from "effect"
import { intentKind } from "../../providers/model/index.ts"
import { PaymentMethodId } from "./PaymentMethod.ts"

const Kept = Schema.Struct({
  masked: Schema.NullOr(Schema.String),
  expires: Schema.NullOr(Schema.String)
})

/** Keeps the method that a one-time token stands for in the gateway's vault; the token is sealed apart. */
export const storeMethodIntent = intentKind({
  name: "payments.store-method",
  payload: Schema.Struct({ methodId: PaymentMethodId }),
  outcome: Kept,
  capability: "payments.stored-methods",
  permissions: ["payments:write"]
})

/** Puts the card of a new one-time token in place of the one that the gateway keeps; `before` is what was shown of it. */
export const replaceMethodIntent = intentKind({
  name: "payments.replace-method",
  payload: Schema.Struct({
    methodId: PaymentMethodId,
    reference: Schema.String,
    before: Kept,
    /** The expiry that came with the token. */
    given: Schema.NullOr(Schema.String)
  }),
  outcome: Kept,
  capability: "payments.stored-methods",
  permissions: ["payments:write"]
})

/** Takes a method out of the gateway's vault. */
export const forgetMethodIntent = intentKind({
  name: "payments.forget-method",
  payload: Schema.Struct({ methodId: PaymentMethodId, reference: Schema.String }),
  outcome: Schema.Struct({}),
  capability: "payments.stored-methods",
  permissions: ["payments:write"]
})

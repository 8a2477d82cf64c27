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

/** Takes a method out of the gateway's vault. */
export const forgetMethodIntent = intentKind({
  name: "payments.forget-method",
  payload: Schema.Struct({ methodId: PaymentMethodId, reference: Schema.String }),
  outcome: Schema.Struct({}),
  capability: "payments.stored-methods",
  permissions: ["payments:write"]
})

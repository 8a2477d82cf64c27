import { Schema } from "effect"
import { Money } from "../../../shared/Money.ts"

const Id = Schema.String.annotate({ examples: ["019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a31"] })

/** More is asked for than what is left: what is under way counts as taken. */
export class AmountExceeded extends Schema.TaggedError<AmountExceeded>()(
  "AmountExceeded",
  { paymentId: Id, attempted: Schema.Literals(["capture", "refund"]), asked: Money, available: Money },
  { httpApiStatus: 409 }
) {}

/** The amount is in another currency than the payment, or not above zero. */
export class WrongAmount extends Schema.TaggedError<WrongAmount>()(
  "WrongAmount",
  { paymentId: Id, asked: Money },
  { httpApiStatus: 422 }
) {}

/** Something else is under way for this payment, whose end this depends on. */
export class OperationUnderWay extends Schema.TaggedError<OperationUnderWay>()(
  "OperationUnderWay",
  { paymentId: Id, operation: Schema.String.annotate({ examples: ["capture"] }) },
  { httpApiStatus: 409 }
) {}

/** A payment that was settled cannot be voided any more: it can be refunded. */
export class AlreadySettled extends Schema.TaggedError<AlreadySettled>()(
  "AlreadySettled",
  { paymentId: Id, settledOn: Schema.String.annotate({ examples: ["2026-11-22"] }) },
  { httpApiStatus: 409 }
) {}

/** The payment method is not one that can be charged through this connection now. */
export class MethodNotUsable extends Schema.TaggedError<MethodNotUsable>()(
  "MethodNotUsable",
  { paymentMethodId: Id, state: Schema.String.annotate({ examples: ["forgotten"] }) },
  { httpApiStatus: 409 }
) {}

/** A payment by this method is under way: its card cannot be replaced before it has ended. */
export class MethodInUse extends Schema.TaggedError<MethodInUse>()(
  "MethodInUse",
  { paymentMethodId: Id },
  { httpApiStatus: 409 }
) {}

/** The payment that is to prove the payer's consent does not: nothing is charged on it. */
export class InitialPaymentNotUsable extends Schema.TaggedError<InitialPaymentNotUsable>()(
  "InitialPaymentNotUsable",
  {
    initialPaymentId: Id,
    fault: Schema.Literals([
      "another-connection",
      "another-payer",
      "card-replaced",
      "not-approved",
      "not-by-the-payer"
    ])
  },
  { httpApiStatus: 409 }
) {}

/** What came back is not in the books yet: its return is posted after it. */
export class PaymentNotPosted extends Schema.TaggedError<PaymentNotPosted>()("PaymentNotPosted", {
  paymentId: Id
}) {}

import type { Result } from "effect"
import type { Money } from "../../../shared/Money.ts"
import type { Delivery, NotificationProof, NotReadable } from "../../notifications/model/index.ts"
import type { ProviderName } from "../../providers/model/index.ts"
import type { PaymentRequest } from "./PaymentRequest.ts"

/** How an issuer asks, while the payer waits, whether a payment may be made: no port, no call, no clock. */
export interface PaymentControl {
  readonly provider: ProviderName
  readonly proof: NotificationProof
  readonly decode: (delivery: Delivery) => Result.Result<PaymentRequest, NotReadable>
  /** The body of the answer: what is approved of what was asked, or null for a refusal. */
  readonly answer: (approved: Money | null, asked: Money | null) => string
}

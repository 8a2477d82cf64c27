import type { Redacted, Result } from "effect"
import type { Delivery, NotProven, NotReadable } from "../../notifications/model/index.ts"
import type { ProviderName } from "../../providers/model/index.ts"
import type { Money } from "../../../shared/Money.ts"
import type { PaymentRequest } from "./PaymentRequest.ts"

/** How an issuer asks for a decision while the payer waits, and how it is answered. Pure: the edge has it too. */
export interface DecisionScheme {
  readonly provider: ProviderName
  /** The name of the connection's secret that proves the question, and the proof. */
  readonly proof: {
    readonly field: string
    readonly check: (delivery: Delivery, secret: Redacted.Redacted) => Result.Result<void, NotProven>
  }
  readonly read: (delivery: Delivery) => Result.Result<PaymentRequest, NotReadable>
  /** The body of the answer; null refuses. */
  readonly answer: (approved: Money | null, request: PaymentRequest) => string
}

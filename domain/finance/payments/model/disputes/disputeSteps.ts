import { Result } from "effect"
import { money } from "../../../../shared/Money.ts"
import type { Payment, PaymentState } from "../Payment.ts"
import type { Dispute } from "./Dispute.ts"
import { NotDisputable } from "./errors.ts"

/** What stands against a payment: everything that is disputed and not won. */
const standing = (disputes: ReadonlyArray<Pick<Dispute, "amount" | "id" | "state">>) =>
  disputes.filter(({ state }) => state === "opened" || state === "contested" || state === "lost")

/**
 * Whether so much of a payment can be disputed: of what was captured, less what is disputed already. A payer who was
 * refunded may dispute the payment all the same; what the payer's bank took back is not there to dispute.
 */
export const mayDispute = (
  { captured, id, state }: Pick<Payment, "captured" | "id" | "state">,
  others: ReadonlyArray<Pick<Dispute, "amount" | "id" | "state">>,
  asked: Dispute["amount"]
): Result.Result<void, NotDisputable> => {
  const disputed = standing(others).reduce((sum, { amount }) => sum + amount.minor, 0n)
  const available = money(captured.minor - disputed, captured.currency)
  return state !== "voided" &&
    state !== "returned" &&
    asked.currency === available.currency &&
    asked.minor <= available.minor
    ? Result.void
    : Result.fail(new NotDisputable({ paymentId: id, asked, available, state }))
}

/** Where a payment stands by its sums, once no dispute stands against it; `chargeback` while one does. */
export const stateWith = (
  { authorised, captured, refunded }: Pick<Payment, "authorised" | "captured" | "refunded">,
  disputes: ReadonlyArray<Pick<Dispute, "amount" | "id" | "state">>
): PaymentState => {
  if (standing(disputes).length > 0) return "chargeback"
  if (refunded.minor > 0n) return refunded.minor >= captured.minor ? "refunded" : "partially_refunded"
  return captured.minor >= authorised.minor ? "captured" : "partially_captured"
}

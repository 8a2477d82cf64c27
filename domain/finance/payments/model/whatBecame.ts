import { money } from "../../../shared/Money.ts"
import type { Asked } from "../../providers/model/index.ts"
import type { GatewayAction, GatewayPayment } from "./CardPayment.ts"
import type { OperationOrder, OperationOutcome } from "./paymentIntents.ts"
import type { OperationKind } from "./PaymentOperation.ts"

/** What is known of an operation without an answer: what the gateway has, and what our own books of it say. */
export interface Evidence {
  /** What the gateway has under the order reference of the request. */
  readonly ordered: ReadonlyArray<GatewayPayment>
  /** The payment that it follows, as the gateway has it; null for a first operation, or when it has none. */
  readonly followed: GatewayPayment | null
  /** The sum of what is done, by the kind of this operation, for the same payment. */
  readonly done: bigint
  /** Whether another operation of the payment is not settled either: sums prove nothing then. */
  readonly crowded: boolean
}

/**
 * What became of a request whose answer was lost. A transaction of its own decides by its action. A follow-up that the
 * gateway notes on the payment itself is known by the sum of its kind: what we know of plus this one, or without it.
 */
export const whatBecame = (
  kind: OperationKind,
  { amount, reference }: Pick<OperationOrder, "amount" | "reference">,
  { crowded, done, followed, ordered }: Evidence
): Asked<OperationOutcome> => {
  const own = ordered.find((one) => one.reference !== reference)
  if (own !== undefined) return byAction(kind, own)
  if (reference === null) return { _tag: "Absent" }
  if (followed === null) return { _tag: "Pending" }
  if (kind === "void") return byState(followed)
  if (crowded) return { _tag: "Pending" }
  const taken = succeededOf(kind, followed)
  const sum = taken.reduce((total, one) => total + one.amount.minor, 0n)
  if (sum === done) return { _tag: "Absent" }
  const last = taken.at(-1)
  if (sum !== done + amount.minor || last === undefined) return { _tag: "Pending" }
  return found(followed, { ...last, amount: money(amount.minor, amount.currency) })
}

const succeededOf = (kind: OperationKind, { actions }: GatewayPayment) =>
  actions.filter((one) => one.kind.is === kind && one.succeeded)

const byAction = (kind: OperationKind, payment: GatewayPayment): Asked<OperationOutcome> => {
  const action = payment.actions.find((one) => one.kind.is === kind)
  if (payment.state.is === "under-way" || payment.state.is === "other") return { _tag: "Pending" }
  if (action !== undefined) return action.succeeded ? found(payment, action) : refused(action)
  return payment.state.is === "failed" || payment.state.is === "abandoned"
    ? { _tag: "Refused", code: `condition.${payment.state.word}`, message: payment.state.word }
    : { _tag: "Pending" }
}

const byState = (payment: GatewayPayment): Asked<OperationOutcome> => {
  const action = payment.actions.find((one) => one.kind.is === "void")
  if (payment.state.is === "voided" && action !== undefined) return found(payment, action)
  return action !== undefined && !action.succeeded ? refused(action) : { _tag: "Absent" }
}

const found = ({ reference }: GatewayPayment, action: GatewayAction): Asked<OperationOutcome> => {
  const { amount, code, message } = action
  return { _tag: "Found", settlement: { reference, outcome: { amount, code, message } } }
}

const refused = ({ code, message }: GatewayAction): Asked<OperationOutcome> => ({
  _tag: "Refused",
  code,
  message
})

import { money, type Money } from "../../../shared/Money.ts"
import type { GatewayAction, GatewayPayment } from "./CardPayment.ts"
import type { Payment } from "./Payment.ts"
import type { PaymentOperation } from "./PaymentOperation.ts"
import { paymentTransitions } from "./paymentSteps.ts"

/** Something that was done to a payment at its gateway, and that nobody here asked for. */
export interface DoneElsewhere {
  readonly kind: "capture" | "refund" | "return" | "void"
  readonly amount: Money
  readonly code: string
  readonly message: string
}

/**
 * What another hand did to a payment, such as the merchant's on the gateway's own pages: what the gateway's sums have
 * more than ours, never beyond what was authorised or captured. "not-yet" while something of ours is under way: it may
 * be that.
 */
export const doneElsewhere = (
  payment: Payment,
  operations: ReadonlyArray<PaymentOperation>,
  seen: GatewayPayment
): "not-yet" | ReadonlyArray<DoneElsewhere> => {
  if (operations.some(({ state }) => state === "open" || state === "unknown")) return "not-yet"
  const { amount, authorised, captured, refunded, state } = payment
  const voided = seen.state.is === "voided" && paymentTransitions[state].includes("voided")
  return [
    ...more(seen, "capture", captured.minor, authorised),
    ...more(seen, "refund", refunded.minor, captured),
    ...(voided ? [done("void", amount, lastOf(seen, "void"))] : []),
    ...returned(payment, seen)
  ]
}

/**
 * A debit that the payer's bank took back, once, where all of what was captured came back and nothing else of it had. What
 * a return of another amount means is not documented: it is told of, and changes nothing.
 */
const returned = (payment: Payment, seen: GatewayPayment): ReadonlyArray<DoneElsewhere> => {
  const last = lastOf(seen, "return")
  return last !== undefined &&
    paymentTransitions[payment.state].includes("returned") &&
    last.amount.minor === payment.captured.minor
    ? [done("return", payment.captured, last)]
    : []
}

/** A return that cannot be written as one: of another amount, or of a payment that was refunded or disputed. */
export const isOddReturn = (payment: Payment, seen: GatewayPayment): boolean =>
  lastOf(seen, "return") !== undefined && payment.state !== "returned" && returned(payment, seen).length === 0

const more = (
  seen: GatewayPayment,
  kind: "capture" | "refund",
  ours: bigint,
  most: Money
): ReadonlyArray<DoneElsewhere> => {
  const sum = seen.actions
    .filter((one) => one.kind.is === kind && one.succeeded)
    .reduce((total, { amount }) => total + amount.minor, 0n)
  const extra = (sum < most.minor ? sum : most.minor) - ours
  return extra > 0n ? [done(kind, money(extra, most.currency), lastOf(seen, kind))] : []
}

const lastOf = ({ actions }: GatewayPayment, kind: DoneElsewhere["kind"]) =>
  actions.findLast((one) => one.kind.is === kind && one.succeeded)

const done = (kind: DoneElsewhere["kind"], amount: Money, action: GatewayAction | undefined) => ({
  kind,
  amount,
  code: action?.code ?? "",
  message: action?.message ?? ""
})

/**
 * How far a payment has come at its gateway, which gives no version of it: what was done to it only grows, and its
 * state goes forward.
 */
export const gatewayVersion = ({ actions, state }: GatewayPayment): bigint =>
  BigInt(actions.length) * 10n + ranks[state.is]

const ranks: Readonly<Record<GatewayPayment["state"]["is"], bigint>> = {
  other: 0n,
  "under-way": 1n,
  authorised: 2n,
  "to-settle": 3n,
  settled: 4n,
  voided: 4n,
  failed: 4n,
  abandoned: 4n
}

import { Result } from "effect"
import { IllegalTransition } from "../../../shared/errors.ts"
import { type Money, money } from "../../../shared/Money.ts"
import { AlreadySettled, AmountExceeded, OperationUnderWay, WrongAmount } from "./errors.ts"
import type { Payment, PaymentState } from "./Payment.ts"
import type { OperationKind, PaymentOperation } from "./PaymentOperation.ts"

/** The steps that a payment can take, and nothing else: none leads back. */
export const paymentTransitions: Readonly<Record<PaymentState, ReadonlyArray<PaymentState>>> = {
  created: ["authorised", "captured", "credited", "validated", "declined", "failed", "unknown"],
  unknown: ["authorised", "captured", "credited", "validated", "declined", "failed"],
  authorised: ["partially_captured", "captured", "voided"],
  partially_captured: [
    "partially_captured",
    "captured",
    "voided",
    "partially_refunded",
    "refunded",
    "chargeback"
  ],
  captured: ["voided", "partially_refunded", "refunded", "chargeback", "returned"],
  voided: [],
  partially_refunded: ["partially_refunded", "refunded", "chargeback"],
  refunded: ["chargeback"],
  credited: ["voided"],
  validated: [],
  declined: [],
  failed: [],
  returned: [],
  chargeback: ["captured", "partially_captured", "partially_refunded", "refunded"]
}

/** The states in which each thing can be asked for. */
const possibleIn = {
  capture: ["authorised", "partially_captured"],
  refund: ["captured", "partially_captured", "partially_refunded"],
  void: ["authorised", "partially_captured", "captured", "credited"]
} as const satisfies Record<string, ReadonlyArray<PaymentState>>

export type FollowUp = keyof typeof possibleIn

export type FollowUpRefusal =
  | AlreadySettled
  | AmountExceeded
  | IllegalTransition
  | OperationUnderWay
  | WrongAmount

/**
 * The amount that may be asked for, all that is left when none is named. What is under way, or unknown, is reserved:
 * the captures never exceed the authorisation, and the refunds never exceed the captures, however many come at once.
 */
export const followUpAmount = (
  payment: Payment,
  operations: ReadonlyArray<PaymentOperation>,
  kind: FollowUp,
  asked: Money | null
): Result.Result<Money, FollowUpRefusal> => {
  const { id, state } = payment
  const states: ReadonlyArray<PaymentState> = possibleIn[kind]
  if (!states.includes(state)) return Result.fail(notPossible(payment, kind))
  const underWay = operations.filter((one) => one.state === "open" || one.state === "unknown")
  const blocking = underWay.find((one) => one.kind === "void" || kind === "void" || one.kind !== kind)
  if (blocking !== undefined) {
    return Result.fail(new OperationUnderWay({ paymentId: id, operation: blocking.kind }))
  }
  if (kind === "void") return voidable(payment)
  const available = money(leftFor(payment, underWay, kind), payment.amount.currency)
  const wanted = asked ?? available
  if (wanted.currency !== available.currency || wanted.minor < 0n || (asked !== null && asked.minor === 0n)) {
    return Result.fail(new WrongAmount({ paymentId: id, asked: wanted }))
  }
  return wanted.minor > available.minor || available.minor === 0n
    ? Result.fail(new AmountExceeded({ paymentId: id, attempted: kind, asked: wanted, available }))
    : Result.succeed(wanted)
}

const voidable = ({ amount, id, settledOn }: Payment): Result.Result<Money, AlreadySettled> =>
  settledOn === null ? Result.succeed(amount) : Result.fail(new AlreadySettled({ paymentId: id, settledOn }))

const leftFor = (
  { authorised, captured, refunded }: Payment,
  underWay: ReadonlyArray<PaymentOperation>,
  kind: "capture" | "refund"
) => {
  const reserved = underWay
    .filter((one) => one.kind === kind)
    .reduce((sum, { amount }) => sum + amount.minor, 0n)
  return kind === "capture"
    ? authorised.minor - captured.minor - reserved
    : captured.minor - refunded.minor - reserved
}

const attempts = { capture: "captured", refund: "refunded", void: "voided" } as const

const notPossible = ({ id, state }: Payment, kind: FollowUp) =>
  new IllegalTransition({
    entity: "Payment",
    id,
    from: state,
    attempted: attempts[kind],
    allowed: [...paymentTransitions[state]]
  })

/** Whether an operation belongs in the books: an authorisation and a check move nothing. */
export const movesMoney = (kind: OperationKind): boolean => kind !== "authorisation" && kind !== "validation"

/** What of a payment changes when an operation has ended. */
export interface PaymentChange {
  readonly state: PaymentState
  readonly authorised: bigint
  readonly captured: bigint
  readonly refunded: bigint
}

/** The payment after an operation that succeeded with this amount. */
export const afterSuccess = (payment: Payment, kind: OperationKind, amount: bigint): PaymentChange => {
  const [authorised, captured, refunded] = [
    payment.authorised.minor,
    payment.captured.minor,
    payment.refunded.minor
  ]
  const same = { authorised, captured, refunded }
  switch (kind) {
    case "sale":
      return { state: "captured", authorised: amount, captured: amount, refunded }
    case "authorisation":
      return { ...same, state: "authorised", authorised: amount }
    case "credit":
      return { ...same, state: "credited" }
    case "validation":
      return { ...same, state: "validated" }
    case "void":
      return { ...same, state: "voided" }
    case "return":
      return { ...same, state: "returned" }
    case "capture": {
      const taken = captured + amount
      return { ...same, captured: taken, state: taken >= authorised ? "captured" : "partially_captured" }
    }
    case "refund": {
      const back = refunded + amount
      return { ...same, refunded: back, state: back >= captured ? "refunded" : "partially_refunded" }
    }
  }
}

/** The payment after its first operation ended otherwise; what follows it changes nothing when it is refused. */
export const afterRefusal = (payment: Payment, kind: OperationKind, code: string): PaymentState =>
  kind === "capture" || kind === "void" || kind === "refund" || kind === "return"
    ? payment.state
    : isDecline(code)
      ? "declined"
      : "failed"

/** Codes of the 200s are the issuer's or the processor's no; every other is a fault on the way. */
const isDecline = (code: string) => /^2\d\d$/.test(code)

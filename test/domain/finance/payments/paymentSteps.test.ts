import { assert, it } from "@effect/vitest"
import { DateTime, Result } from "effect"
import { uuidV7 } from "../../../../adapters/ids/UuidV7.ts"
import {
  afterRefusal,
  afterSuccess,
  followUpAmount,
  OperationId,
  type OperationKind,
  type OperationState,
  type Payment,
  PaymentId,
  type PaymentOperation,
  PaymentState,
  paymentTransitions
} from "../../../../domain/finance/payments/model/index.ts"
import { ConnectionId, IntentId } from "../../../../domain/finance/providers/model/index.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../../domain/shared/Money.ts"

const eur = (minor: bigint) => money(minor, EUR)

const paymentWith = (part: Partial<Payment>): Payment => ({
  id: PaymentId.make(uuidV7()),
  kind: "authorisation",
  connectionId: ConnectionId.make(uuidV7()),
  amount: eur(10_000n),
  authorised: eur(10_000n),
  captured: eur(0n),
  refunded: eur(0n),
  label: "F-1",
  documentRef: null,
  party: null,
  paymentMethodId: null,
  state: "authorised",
  gatewayReference: "1",
  code: "100",
  message: "SUCCESS",
  threeDSecure: null,
  settledOn: null,
  createdAt: DateTime.makeUnsafe("2026-11-22T10:00:00Z"),
  version: 1,
  ...part
})

const operation = (kind: OperationKind, minor: bigint, state: OperationState): PaymentOperation => ({
  id: OperationId.make(uuidV7()),
  kind,
  amount: eur(minor),
  state,
  intentId: IntentId.make(uuidV7()),
  gatewayReference: null,
  code: null,
  message: null,
  entryId: null,
  createdAt: DateTime.makeUnsafe("2026-11-22T10:00:00Z"),
  endedAt: null
})

const refusalOf = (result: Result.Result<unknown, { readonly _tag: string }>) =>
  Result.isFailure(result) ? result.failure._tag : "none"

it("captures all that is left, with what is open or unknown reserved", () => {
  const open = [operation("capture", 4_000n, "open"), operation("capture", 1_000n, "unknown")]
  const ended = [operation("capture", 9_000n, "refused"), operation("capture", 2_000n, "done")]
  const payment = paymentWith({ state: "partially_captured", captured: eur(2_000n) })
  const left = followUpAmount(payment, [...open, ...ended], "capture", null)
  assert.deepStrictEqual(left, Result.succeed(eur(3_000n)))
  assert.strictEqual(
    refusalOf(followUpAmount(payment, [...open, ...ended], "capture", eur(3_001n))),
    "AmountExceeded"
  )
})

it("refunds at most what was captured", () => {
  const payment = paymentWith({ state: "captured", captured: eur(10_000n) })
  const open = [operation("refund", 9_999n, "open")]
  assert.deepStrictEqual(followUpAmount(payment, open, "refund", null), Result.succeed(eur(1n)))
  assert.strictEqual(refusalOf(followUpAmount(payment, open, "refund", eur(2n))), "AmountExceeded")
  assert.strictEqual(refusalOf(followUpAmount(payment, [], "refund", eur(0n))), "WrongAmount")
  assert.strictEqual(refusalOf(followUpAmount(payment, [], "refund", eur(-1n))), "WrongAmount")
})

it("voids only what is not settled, and while nothing else is under way", () => {
  const payment = paymentWith({ state: "captured", captured: eur(10_000n) })
  assert.isTrue(Result.isSuccess(followUpAmount(payment, [], "void", null)))
  const busy = [operation("refund", 1n, "unknown")]
  assert.strictEqual(refusalOf(followUpAmount(payment, busy, "void", null)), "OperationUnderWay")
  const voiding = [operation("void", 1n, "open")]
  assert.strictEqual(refusalOf(followUpAmount(payment, voiding, "refund", null)), "OperationUnderWay")
  const settled = paymentWith({ ...payment, settledOn: LocalDate.make("2026-11-22") })
  assert.strictEqual(refusalOf(followUpAmount(settled, [], "void", null)), "AlreadySettled")
})

const follows = ["capture", "refund", "void"] as const

it.each(PaymentState.literals.flatMap((state) => follows.map((kind) => ({ state, kind }))))(
  "a $kind of a payment that is $state is taken only where the table has a way",
  ({ kind, state }) => {
    const payment = paymentWith({ state, captured: eur(5_000n) })
    const result = followUpAmount(payment, [], kind, null)
    if (Result.isSuccess(result)) {
      const { state: to } = afterSuccess(payment, kind, result.success.minor)
      assert.include(paymentTransitions[state], to)
    } else {
      assert.strictEqual(refusalOf(result), "IllegalTransition")
    }
  }
)

it("no way leads back to created, and none out of an end", () => {
  for (const from of PaymentState.literals) assert.notInclude(paymentTransitions[from], "created")
  for (const end of ["voided", "declined", "failed", "validated"] as const) {
    assert.deepStrictEqual(paymentTransitions[end], [])
  }
})

it("tells a decline from a fault by the gateway's code, and keeps a payment whose follow-up was refused", () => {
  const payment = paymentWith({ state: "created" })
  assert.strictEqual(afterRefusal(payment, "sale", "202"), "declined")
  assert.strictEqual(afterRefusal(payment, "sale", "300"), "failed")
  assert.strictEqual(afterRefusal(payment, "sale", "azals.never-received"), "failed")
  assert.strictEqual(afterRefusal(paymentWith({}), "capture", "300"), "authorised")
})

import { assert, describe, it } from "@effect/vitest"
import { DateTime } from "effect"
import {
  doneElsewhere,
  type GatewayPayment,
  isOddReturn,
  type Payment,
  PaymentId,
  type PaymentState
} from "../../../../domain/finance/payments/model/index.ts"
import { ConnectionId } from "../../../../domain/finance/providers/model/index.ts"
import { EUR, money } from "../../../../domain/shared/Money.ts"

const eur = (minor: bigint) => money(minor, EUR)

const sold = (state: PaymentState, refunded = 0n): Payment => ({
  id: PaymentId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a31"),
  kind: "sale",
  connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a01"),
  amount: eur(10_000n),
  authorised: eur(10_000n),
  captured: eur(10_000n),
  refunded: eur(refunded),
  label: "F-1",
  documentRef: null,
  party: null,
  paymentMethodId: null,
  state,
  gatewayReference: "1",
  code: "100",
  message: "SUCCESS",
  threeDSecure: null,
  settledOn: null,
  createdAt: DateTime.makeUnsafe("2026-11-22T10:00:00Z"),
  version: 1
})

const returned = (minor: bigint, succeeded = true): GatewayPayment => ({
  reference: "1",
  orderReference: "1",
  state: { is: "settled", word: "complete" },
  actions: [
    {
      kind: { is: "return", word: "return" },
      amount: eur(minor),
      succeeded,
      code: "",
      message: "",
      at: null
    }
  ]
})

describe("a debit that the payer's bank took back", () => {
  it("is a return of all that was captured, once", () => {
    const [done, ...others] = doneElsewhere(sold("captured"), [], returned(10_000n))
    assert.lengthOf(others, 0)
    assert.deepInclude(done, { kind: "return", amount: eur(10_000n) })
    assert.isFalse(isOddReturn(sold("captured"), returned(10_000n)))
    assert.deepStrictEqual(doneElsewhere(sold("returned"), [], returned(10_000n)), [])
    assert.isFalse(isOddReturn(sold("returned"), returned(10_000n)))
  })

  it("is none where it did not succeed", () => {
    assert.deepStrictEqual(doneElsewhere(sold("captured"), [], returned(10_000n, false)), [])
    assert.isFalse(isOddReturn(sold("captured"), returned(10_000n, false)))
  })

  it("of another amount, or of a payment that was refunded or is disputed, is told of and changes nothing", () => {
    for (const [payment, minor] of [
      [sold("captured"), 9_999n],
      [sold("refunded", 10_000n), 10_000n],
      [sold("chargeback"), 10_000n]
    ] as const) {
      const done = doneElsewhere(payment, [], returned(minor))
      assert.deepStrictEqual(done === "not-yet" ? done : done.filter(({ kind }) => kind === "return"), [])
      assert.isTrue(isOddReturn(payment, returned(minor)))
    }
  })
})

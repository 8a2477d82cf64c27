import { assert, describe, it } from "@effect/vitest"
import { TransferState } from "../../../../domain/finance/banking/model/index.ts"
import {
  PaymentState,
  paymentTransitions,
  transferOutcome
} from "../../../../domain/finance/treasury/model/index.ts"

const step = (from: PaymentState, state: TransferState) =>
  transferOutcome(from, { state, reason: null })?.to ?? null

describe("what a transfer means for the payment that it carries out", () => {
  it("is a step that the payment may take, from wherever both stand", () => {
    for (const from of PaymentState.literals) {
      for (const state of TransferState.literals) {
        const to = step(from, state)
        assert.isTrue(to === null || paymentTransitions[from].includes(to), `${from} with ${state} to ${to}`)
      }
    }
  })

  it("is nothing until the institution has accepted: the item is not free to be paid again", () => {
    const open = [
      "checking",
      "to_confirm",
      "checked",
      "created",
      "unknown",
      "consent_pending",
      "cancelling"
    ] as const
    for (const state of open) assert.isNull(step("sent", state))
    assert.strictEqual(step("sent", "pending"), "accepted")
    assert.isNull(step("accepted", "upcoming"))
  })

  it("is executed before it is returned, and ends there", () => {
    assert.strictEqual(step("sent", "returned"), "executed")
    assert.strictEqual(step("executed", "returned"), "returned")
    assert.isNull(step("returned", "returned"))
    assert.isNull(step("executed", "rejected"))
  })

  it("tells the institution's reason", () => {
    const told = transferOutcome("sent", {
      state: "rejected",
      reason: { code: "InsufficientFunds", fr: "Provision insuffisante", en: "Insufficient funds" }
    })
    assert.deepStrictEqual(told?.reason, { code: null, text: "InsufficientFunds : Provision insuffisante" })
  })
})

import { assert, describe, it } from "@effect/vitest"
import { Option, Result } from "effect"
import { toldBatch } from "../../../../adapters/nmi/toldBatch.ts"
import { toldChargebacks } from "../../../../adapters/nmi/toldChargebacks.ts"
import { uuidV7 } from "../../../../adapters/ids/UuidV7.ts"
import {
  DisputeId,
  DisputeState,
  disputeTransitions,
  mayDispute,
  PaymentId,
  stateWith
} from "../../../../domain/finance/payments/model/index.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../../domain/shared/Money.ts"

const eur = (minor: bigint) => money(minor, EUR)

const dispute = (minor: bigint, state: DisputeState) => ({
  id: DisputeId.make(uuidV7()),
  amount: eur(minor),
  state
})

const payment = { id: PaymentId.make(uuidV7()), captured: eur(1_000n), state: "captured" } as const

describe("what can be disputed", () => {
  it("never more than was captured, with what stands against it; what was won is free again", () => {
    const others = [
      dispute(300n, "opened"),
      dispute(200n, "contested"),
      dispute(100n, "lost"),
      dispute(900n, "won")
    ]
    assert.isTrue(Result.isSuccess(mayDispute(payment, others, eur(400n))))
    assert.isTrue(Result.isFailure(mayDispute(payment, others, eur(401n))))
    assert.isTrue(Result.isFailure(mayDispute({ ...payment, state: "voided" }, [], eur(1n))))
  })

  it("puts a payment back where its sums say, once nothing stands against it", () => {
    const sums = { authorised: eur(1_000n), captured: eur(1_000n), refunded: eur(0n) }
    for (const state of ["opened", "contested", "lost"] as const) {
      assert.strictEqual(stateWith(sums, [dispute(1n, state), dispute(1n, "won")]), "chargeback")
    }
    const free = [dispute(1n, "won")]
    assert.strictEqual(stateWith(sums, free), "captured")
    assert.strictEqual(stateWith({ ...sums, captured: eur(400n) }, free), "partially_captured")
    assert.strictEqual(stateWith({ ...sums, refunded: eur(400n) }, free), "partially_refunded")
    assert.strictEqual(stateWith({ ...sums, refunded: eur(1_000n) }, free), "refunded")
  })

  it("only goes on: no state is reached twice", () => {
    const reached = (from: DisputeState): ReadonlyArray<DisputeState> =>
      disputeTransitions[from].flatMap((to) => [to, ...reached(to)])
    for (const state of DisputeState.literals) assert.notInclude([...reached(state)], state)
  })
})

const bytes = (event_type: string, event_body: unknown) =>
  new TextEncoder().encode(JSON.stringify({ event_id: "e1", event_type, event_body }))

describe("what a notification tells", () => {
  const chargeback = {
    id: "cb-1",
    date: "20261122",
    cc_number: "4xxxxxxxxxxx1111",
    amount: "12.34",
    reason: "r"
  }

  it("of chargebacks: all of them or nothing, and no card number", () => {
    const told = (chargebacks: unknown) =>
      Option.getOrNull(toldChargebacks(bytes("chargeback.batch.complete", { chargebacks })))
    assert.deepInclude(told([chargeback])?.[0], {
      gatewayReference: "cb-1",
      amount: 1_234n,
      on: LocalDate.make("2026-11-22")
    })
    const hidden = told([{ ...chargeback, cc_number: "4111111111111111", reason: "carte 4111111111111111" }])
    assert.strictEqual(hidden?.[0]?.masked, null)
    assert.notInclude(hidden?.[0]?.reason ?? "", "4111111111111111")
    assert.isNull(told([chargeback, { ...chargeback, amount: "much" }]))
    assert.isNull(told([]))
    assert.isNull(told(undefined))
    assert.isNull(told([{ ...chargeback, date: "yesterday" }])?.[0]?.on)
  })

  it("of a batch: its sum and its transactions, or that it failed", () => {
    const told = (type: string, body: unknown) => Option.getOrNull(toldBatch(bytes(type, body)))
    const whole = { batch_id: 7, count: 2, amount: "-1.50", transaction_ids: ["1", 2] }
    assert.deepStrictEqual(told("settlement.batch.complete", whole), {
      gatewayBatch: "7",
      failed: false,
      count: 2,
      gross: -150n,
      gatewayReferences: ["1", "2"]
    })
    assert.isNull(told("settlement.batch.complete", { ...whole, transaction_ids: [] }))
    assert.isNull(told("settlement.batch.complete", { ...whole, amount: "?" }))
    assert.deepInclude(told("settlement.batch.failure", whole), { failed: true, gatewayReferences: [] })
    assert.deepInclude(told("settlement.batch.failure", {}), { gatewayBatch: "e1", gross: null, count: null })
  })
})

import { assert, it } from "@effect/vitest"
import {
  type Evidence,
  type GatewayPayment,
  whatBecame
} from "../../../../domain/finance/payments/model/index.ts"
import { EUR, money } from "../../../../domain/shared/Money.ts"

const eur = (minor: bigint) => money(minor, EUR)

const action = (is: GatewayPayment["actions"][number]["kind"]["is"], minor: bigint, succeeded = true) => ({
  kind: { is, word: is },
  amount: eur(minor),
  succeeded,
  code: succeeded ? "100" : "202",
  message: "text",
  at: null
})

const transaction = (
  reference: string,
  state: GatewayPayment["state"]["is"],
  ...actions: GatewayPayment["actions"]
): GatewayPayment => ({ reference, orderReference: "key", state: { is: state, word: state }, actions })

const nothing: Evidence = { ordered: [], followed: null, done: 0n, crowded: false }

const sale = { amount: eur(500n), reference: null }
const later = { amount: eur(500n), reference: "7" }

const tagOf = (...given: Parameters<typeof whatBecame>) => whatBecame(...given)._tag

it("a sale is what its transaction says", () => {
  const done = { ...nothing, ordered: [transaction("9", "to-settle", action("sale", 500n))] }
  assert.deepInclude(whatBecame("sale", sale, done), {
    settlement: { reference: "9", outcome: { amount: eur(500n), code: "100", message: "text" } }
  })
  const declined = { ...nothing, ordered: [transaction("9", "failed", action("sale", 500n, false))] }
  assert.deepInclude(whatBecame("sale", sale, declined), { _tag: "Refused", code: "202" })
  assert.strictEqual(tagOf("sale", sale, nothing), "Absent")
  assert.strictEqual(tagOf("sale", sale, { ...nothing, ordered: [transaction("9", "under-way")] }), "Pending")
  assert.strictEqual(tagOf("sale", sale, { ...nothing, ordered: [transaction("9", "other")] }), "Pending")
  assert.strictEqual(tagOf("sale", sale, { ...nothing, ordered: [transaction("9", "abandoned")] }), "Refused")
})

it("a refund of its own is found by its order reference", () => {
  const evidence = {
    ...nothing,
    followed: transaction("7", "settled", action("sale", 900n)),
    ordered: [transaction("8", "to-settle", action("refund", 500n))]
  }
  assert.strictEqual(tagOf("refund", later, evidence), "Found")
})

it("a capture that stands on its payment is known by the sum, and by nothing when sums can mislead", () => {
  const captured = (...sums: ReadonlyArray<bigint>) =>
    transaction(
      "7",
      "to-settle",
      action("authorisation", 2_000n),
      ...sums.map((one) => action("capture", one))
    )
  const seen = (followed: GatewayPayment, done: bigint, crowded = false) =>
    tagOf("capture", later, { ordered: [], followed, done, crowded })
  assert.strictEqual(seen(captured(), 0n), "Absent")
  assert.strictEqual(seen(captured(500n), 0n), "Found")
  assert.strictEqual(seen(captured(500n), 500n), "Absent")
  assert.strictEqual(seen(captured(500n, 500n), 500n), "Found")
  assert.strictEqual(seen(captured(300n), 0n), "Pending")
  assert.strictEqual(seen(captured(500n), 0n, true), "Pending")
  const onIt = { ...nothing, followed: captured(500n), ordered: [captured(500n)] }
  assert.strictEqual(tagOf("capture", later, onIt), "Found")
})

it("a void is what the state of its payment says", () => {
  const at = (followed: GatewayPayment) => tagOf("void", later, { ...nothing, followed })
  assert.strictEqual(at(transaction("7", "voided", action("void", 500n))), "Found")
  assert.strictEqual(at(transaction("7", "to-settle", action("void", 500n, false))), "Refused")
  assert.strictEqual(at(transaction("7", "to-settle")), "Absent")
  assert.strictEqual(tagOf("void", later, nothing), "Pending")
})

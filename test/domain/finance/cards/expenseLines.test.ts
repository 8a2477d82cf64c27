import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import { AccountCode } from "../../../../domain/finance/accounting/model/index.ts"
import { type CardExpense, expenseLines, restated } from "../../../../domain/finance/cards/model/index.ts"
import { CurrencyCode, EUR, money } from "../../../../domain/shared/Money.ts"

const [meals, vatAccount, holder] = [
  AccountCode.make("6257"),
  AccountCode.make("44566"),
  AccountCode.make("467")
]
const [bank, supplies] = [AccountCode.make("512"), AccountCode.make("606")]

const eur = (minor: bigint) => money(minor, EUR)

const paid = { amount: eur(6_000n), kind: "capture" } as const

const facts = {
  receipts: 1,
  vat: { direction: "deductible", rateBasisPoints: 1000 },
  vatAccount,
  personalAccount: holder,
  analytics: { SITE: "LYON" }
} as const

const said = (part: Partial<CardExpense> = {}): CardExpense => ({
  account: meals,
  vatCode: null,
  vat: null,
  personal: null,
  note: null,
  ...part
})

const d10 = (minor: bigint) => ({ vatCode: "D10", vat: eur(minor) })

const linesOf = (expense: CardExpense, movement: Parameters<typeof expenseLines>[0] = paid) =>
  Result.getOrThrow(expenseLines(movement, expense, facts)).map(({ account, credit, debit }) => [
    account,
    (debit?.minor ?? 0n) - (credit?.minor ?? 0n)
  ])

describe("what is said of a card's movement", () => {
  it("is its category, its VAT and what the holder owes, to the cent", () => {
    assert.deepStrictEqual(linesOf(said({ ...d10(400n), personal: eur(1_600n) })), [
      [meals, 4_000n],
      [vatAccount, 400n],
      [holder, 1_600n]
    ])
    assert.deepStrictEqual(linesOf(said({ account: null, personal: eur(6_000n) })), [[holder, 6_000n]])
    assert.deepStrictEqual(linesOf(said(d10(500n)), { ...paid, kind: "refund" }), [
      [meals, -5_500n],
      [vatAccount, -500n]
    ])
  })

  const refused = (
    expense: CardExpense,
    part: Partial<Parameters<typeof expenseLines>[2]> = {},
    movement: Parameters<typeof expenseLines>[0] = paid
  ) => {
    const failure = Result.getOrThrow(Result.flip(expenseLines(movement, expense, { ...facts, ...part })))
    return failure._tag === "ExpenseRefused" ? failure.reason : failure._tag
  }

  it("is refused where it cannot be so: no VAT without a receipt, none that the books do not know", () => {
    assert.strictEqual(refused(said(d10(500n)), { receipts: 0 }), "receipt-missing")
    assert.strictEqual(refused(said(d10(500n)), { vat: undefined }), "UnknownVatCodes")
    const collected = { direction: "collected", rateBasisPoints: 2000 } as const
    assert.strictEqual(refused(said(d10(500n)), { vat: collected }), "vat-not-deductible")
    assert.strictEqual(refused(said(d10(6_000n))), "vat-too-high")
    const none = { direction: "deductible", rateBasisPoints: 0 } as const
    assert.strictEqual(refused(said(d10(1n)), { vat: none }), "vat-too-high")
    assert.strictEqual(refused(said({ personal: eur(6_001n) })), "personal-above-amount")
    assert.strictEqual(refused(said({ account: null, personal: eur(1n) })), "account-missing")
    assert.strictEqual(refused(said({ personal: eur(6_000n) })), "nothing-left")
    assert.strictEqual(refused(said(), {}, { ...paid, kind: "release" }), "released")
    const unruled = { personalAccount: undefined }
    assert.strictEqual(refused(said({ personal: eur(1n) }), unruled), "NoPostingRule")
  })

  it("takes the other side of the entry; the money's side stays, and another currency with one line alone", () => {
    const foreign = money(7_000n, CurrencyCode.make("USD"))
    const entry = [
      { account: bank, credit: eur(6_000n), foreign },
      { account: supplies, debit: eur(6_000n), foreign }
    ]
    const one = [{ account: meals, debit: eur(6_000n) }]
    assert.deepStrictEqual(restated(entry, "capture", one), [
      { account: bank, credit: eur(6_000n), foreign },
      { account: meals, debit: eur(6_000n), foreign }
    ])
    const two = [
      { account: meals, debit: eur(5_500n) },
      { account: holder, debit: eur(500n) }
    ]
    assert.deepStrictEqual(restated(entry, "capture", two), [{ account: bank, credit: eur(6_000n) }, ...two])
  })
})

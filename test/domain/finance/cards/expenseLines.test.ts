import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import * as fc from "fast-check"
import { AccountCode } from "../../../../domain/finance/accounting/model/index.ts"
import { type CardExpense, expenseLines, restated } from "../../../../domain/finance/cards/model/index.ts"
import { CurrencyCode, EUR, money } from "../../../../domain/shared/Money.ts"

const [meals, vatAccount, otherVat, holder] = [
  AccountCode.make("6257"),
  AccountCode.make("44566"),
  AccountCode.make("445661"),
  AccountCode.make("467")
]
const [bank, supplies] = [AccountCode.make("512"), AccountCode.make("606")]

const eur = (minor: bigint) => money(minor, EUR)

type Movement = Parameters<typeof expenseLines>[0]
type Facts = Parameters<typeof expenseLines>[2]

const paid = { amount: eur(6_000n), kind: "capture" } as const
const refund = { ...paid, kind: "refund" } as const

type KnownVat = Facts["vat"] extends ReadonlyMap<string, infer Known> ? Known : never

const deductible = (rateBasisPoints: number, account = vatAccount): KnownVat => ({
  direction: "deductible",
  rateBasisPoints,
  account
})

const facts: Facts = {
  receipts: 1,
  vat: new Map<string, KnownVat>([
    ["D10", deductible(1000)],
    ["D20", deductible(2000, otherVat)],
    ["D0", deductible(0)],
    ["C20", { direction: "collected", rateBasisPoints: 2000, account: vatAccount }]
  ]),
  personalAccount: holder,
  analytics: { SITE: "LYON" }
}

type Line = CardExpense["lines"][number]

const line = (minor: bigint, part: Partial<Line> = {}): Line => ({
  account: meals,
  amount: eur(minor),
  vatCode: null,
  vat: null,
  ...part
})

const vatOf = (vatCode: string, minor: bigint) => ({ vatCode, vat: eur(minor) })

const said = (lines: ReadonlyArray<Line>, personal: bigint | null = null): CardExpense => ({
  lines,
  personal: personal === null ? null : eur(personal),
  note: null
})

const entryOf = (expense: CardExpense, movement: Movement = paid, part: Partial<Facts> = {}) =>
  Result.map(expenseLines(movement, expense, { ...facts, ...part }), (lines) =>
    lines.map(
      ({ account, credit, debit }) => [account, (debit?.minor ?? 0n) - (credit?.minor ?? 0n)] as const
    )
  )

describe("what is said of a card's movement", () => {
  it("is its receipt's lines with the VAT of each rate, and what the holder owes, to the cent", () => {
    const twoRates = [
      line(4_400n, vatOf("D10", 400n)),
      line(1_600n, { account: supplies, ...vatOf("D20", 267n) })
    ]
    assert.deepStrictEqual(Result.getOrThrow(entryOf(said(twoRates))), [
      [meals, 4_000n],
      [vatAccount, 400n],
      [supplies, 1_333n],
      [otherVat, 267n]
    ])
    const withHolder = said([line(4_400n, vatOf("D10", 400n)), line(100n, vatOf("D0", 0n))], 1_500n)
    assert.deepStrictEqual(Result.getOrThrow(entryOf(withHolder)), [
      [meals, 4_000n],
      [vatAccount, 400n],
      [meals, 100n],
      [holder, 1_500n]
    ])
    assert.deepStrictEqual(Result.getOrThrow(entryOf(said([], 6_000n))), [[holder, 6_000n]])
    assert.deepStrictEqual(Result.getOrThrow(entryOf(said([line(6_000n, vatOf("D10", 500n))]), refund)), [
      [meals, -5_500n],
      [vatAccount, -500n]
    ])
  })

  it("balances for any receipt whose lines come to the amount, and is refused for any that do not", () => {
    const part = fc.record({
      net: fc.bigInt(1n, 100_000n),
      vat: fc.bigInt(0n, 20_000n),
      code: fc.constantFrom("D10", "D20")
    })
    const receipt = fc.record({
      parts: fc.array(part, { maxLength: 20 }),
      personal: fc.option(fc.bigInt(1n, 50_000n)),
      off: fc.bigInt(-3n, 3n)
    })
    fc.assert(
      fc.property(receipt, ({ off, parts, personal }) => {
        const lines = parts.map(({ code, net, vat }) => line(net + vat, vatOf(code, vat)))
        const sum = lines.reduce((total, { amount }) => total + amount.minor, personal ?? 0n)
        const entry = entryOf(said(lines, personal), { kind: "capture", amount: eur(sum + off) })
        if (off === 0n) {
          assert.strictEqual(
            Result.getOrThrow(entry).reduce((total, [, minor]) => total + minor, 0n),
            sum
          )
        } else {
          assert.deepInclude(Result.getOrThrow(Result.flip(entry)), {
            _tag: "ExpenseRefused",
            reason: "sum-differs"
          })
        }
      }),
      { numRuns: 200 }
    )
  })

  const refused = (expense: CardExpense, part: Partial<Facts> = {}, movement: Movement = paid) => {
    const failure = Result.getOrThrow(Result.flip(entryOf(expense, movement, part)))
    return failure._tag === "ExpenseRefused" ? failure.reason : failure._tag
  }

  it("is refused where it cannot be so: no VAT without a receipt, none that the books do not know", () => {
    const d10 = (minor: bigint) => said([line(6_000n, vatOf("D10", minor))])
    assert.strictEqual(refused(d10(500n), { receipts: 0 }), "receipt-missing")
    assert.strictEqual(refused(said([line(6_000n, vatOf("D5", 300n))])), "UnknownVatCodes")
    assert.strictEqual(refused(said([line(6_000n, vatOf("C20", 500n))])), "vat-not-deductible")
    assert.strictEqual(refused(d10(6_000n)), "vat-too-high")
    assert.strictEqual(refused(said([line(5_999n), line(1n, vatOf("D10", 1n))])), "vat-too-high")
    assert.strictEqual(refused(said([line(6_000n, vatOf("D0", 1n))])), "vat-too-high")
    assert.strictEqual(refused(said([line(5_999n)])), "sum-differs")
    assert.strictEqual(refused(said([line(6_000n)], 1n)), "sum-differs")
    assert.strictEqual(refused(said([line(6_000n)]), {}, { ...paid, kind: "release" }), "released")
    assert.strictEqual(refused(said([line(5_999n)], 1n), { personalAccount: undefined }), "NoPostingRule")
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

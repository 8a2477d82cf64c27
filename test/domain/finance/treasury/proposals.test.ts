import { assert, describe, it } from "@effect/vitest"
import * as fc from "fast-check"
import { BankAccountId } from "../../../../domain/finance/banking/model/index.ts"
import { proposeTransfers, type SweptAccount } from "../../../../domain/finance/treasury/model/index.ts"

const account = (
  at: number,
  balance: bigint,
  minimum: bigint,
  target: bigint,
  maximum: bigint | null
): SweptAccount => ({
  bankAccountId: BankAccountId.make(`019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a${String(at).padStart(2, "0")}`),
  balance,
  minimum,
  target,
  maximum
})

const after = (accounts: ReadonlyArray<SweptAccount>) => {
  const { moves } = proposeTransfers(accounts)
  return accounts.map(({ balance, bankAccountId }) =>
    moves.reduce(
      (left, { amount, from, to }) =>
        left - (from === bankAccountId ? amount : 0n) + (to === bankAccountId ? amount : 0n),
      balance
    )
  )
}

const accounts = fc
  .array(
    fc.tuple(fc.bigInt(-50n, 50n), fc.bigInt(0n, 20n), fc.bigInt(0n, 20n), fc.option(fc.bigInt(0n, 20n))),
    { minLength: 1, maxLength: 5 }
  )
  .map((all) =>
    all.map(([balance, minimum, target, maximum], at) =>
      account(at, balance, minimum, minimum + target, maximum === null ? null : minimum + target + maximum)
    )
  )

describe("transfers between accounts", () => {
  it("none where every account is inside, also at its bounds", () =>
    assert.deepStrictEqual(
      proposeTransfers([account(1, 10n, 10n, 20n, 30n), account(2, 30n, 10n, 20n, 30n)]).moves,
      []
    ))

  it("bring what is missing from who is furthest above its target, and no more", () => {
    const [short, middle, rich] = [
      account(1, 4n, 10n, 20n, 30n),
      account(2, 26n, 10n, 25n, 30n),
      account(3, 29n, 10n, 12n, 30n)
    ] as const
    assert.deepStrictEqual(proposeTransfers([short, middle, rich]).moves, [
      { from: rich.bankAccountId, to: short.bankAccountId, amount: 6n }
    ])
  })

  it("two pairs that settle each other need two transfers, not three", () => {
    const all = [
      account(1, 0n, 7n, 7n, 7n),
      account(2, 0n, 5n, 5n, 5n),
      account(3, 12n, 5n, 5n, 5n),
      account(4, 10n, 5n, 5n, 5n)
    ]
    assert.strictEqual(proposeTransfers(all).moves.length, 2)
  })

  it("are impossible with too little or too much money, and by how much", () => {
    assert.deepStrictEqual(
      proposeTransfers([account(1, 4n, 10n, 20n, 30n), account(2, 12n, 10n, 20n, 30n)]),
      {
        moves: [],
        impossible: "too-little",
        by: 4n
      }
    )
    assert.deepStrictEqual(
      proposeTransfers([account(1, 40n, 10n, 20n, 30n), account(2, 29n, 10n, 20n, 30n)]),
      {
        moves: [],
        impossible: "too-much",
        by: 9n
      }
    )
  })

  it("keep every account inside, at most one less than there are accounts, and move no more than must be", () =>
    fc.assert(
      fc.property(accounts, (all) => {
        const { impossible, moves } = proposeTransfers(all)
        if (impossible !== null) return assert.deepStrictEqual(moves, [])
        for (const [at, balance] of after(all).entries()) {
          const of = all[at]
          assert.isTrue(
            of !== undefined && balance >= of.minimum && (of.maximum === null || balance <= of.maximum)
          )
        }
        assert.isTrue(moves.every(({ amount, from, to }) => amount > 0n && from !== to))
        assert.isAtMost(moves.length, Math.max(0, all.length - 1))
        const outside = all.filter(
          ({ balance, maximum, minimum }) => balance < minimum || (maximum !== null && balance > maximum)
        )
        assert.isAtLeast(moves.length * 2, outside.length)
        if (outside.length === 0) assert.deepStrictEqual(moves, [])
      }),
      { numRuns: 300 }
    ))

  it("of ten accounts are found in time, and of more without groups", () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, at) => account(at, at % 2 === 0 ? 0n : 40n, 10n, 20n, 30n))
    assert.strictEqual(proposeTransfers(many(10)).moves.length, 5)
    assert.isAtMost(proposeTransfers(many(30)).moves.length, 29)
  })
})

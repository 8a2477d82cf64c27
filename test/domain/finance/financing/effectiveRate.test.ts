import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import {
  costOf,
  type LoanCharges,
  type LoanTerms,
  scheduleOf
} from "../../../../domain/finance/financing/model/index.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../../domain/shared/Money.ts"

const day = (text: string) => LocalDate.make(text)

const charges = (atDrawdown: bigint, withEachInstalment = 0n): LoanCharges => ({
  atDrawdown: money(atDrawdown, EUR),
  withEachInstalment: money(withEachInstalment, EUR)
})

const cost = (part: Partial<LoanTerms>, of: LoanCharges) => {
  const terms: LoanTerms = {
    principal: money(10_000_000n, EUR),
    yearlyRate: "0.06",
    method: "constant_annuity",
    dayCount: "thirty_360",
    drawnOn: day("2026-01-15"),
    firstDueOn: day("2026-02-15"),
    instalments: 12,
    everyMonths: 1,
    ...part
  }
  return costOf(Result.getOrThrow(scheduleOf(terms)), of)
}

const rates = (part: Partial<LoanTerms>, of: LoanCharges) => {
  const { effectiveRate, periodRate } = Result.getOrThrow(cost(part, of))
  return [periodRate, effectiveRate]
}

describe("the effective rate of a loan (TEG)", () => {
  it("without charges is the nominal rate: the year's is proportional to the period's", () => {
    assert.deepStrictEqual(rates({}, charges(0n)), ["0.005000", "0.060000"])
    const quarterly = { everyMonths: 3, firstDueOn: day("2026-04-15") } as const
    assert.deepStrictEqual(rates(quarterly, charges(0n)), ["0.015000", "0.060000"])
    assert.deepStrictEqual(rates({ yearlyRate: "0" }, charges(0n)), ["0.000000", "0.000000"])
  })

  // 100,000.00 lent, 1,000.00 kept: 99,000.00 × (1 + i) = 106,000.00, i = 0.070707…
  it("with charges at the drawdown is what one payment after a year gives by hand", () => {
    const yearly = { instalments: 1, everyMonths: 12, firstDueOn: day("2027-01-15") } as const
    assert.deepStrictEqual(rates(yearly, charges(100_000n)), ["0.070707", "0.070707"])
  })

  // Bullet of two years: 99,000.00 = 6,100.00 × v + 106,100.00 × v²; v by the quadratic formula.
  it("counts what is paid with each instalment", () => {
    const bullet = {
      method: "bullet",
      instalments: 2,
      everyMonths: 12,
      firstDueOn: day("2027-01-15")
    } as const
    const v = (-6_100 + Math.sqrt(6_100 ** 2 + 4 * 106_100 * 99_000)) / (2 * 106_100)
    const expected = (1 / v - 1).toFixed(6)
    assert.deepStrictEqual(rates(bullet, charges(100_000n, 10_000n)), [expected, expected])
  })

  // From 15 January to 28 February: one month and 13 days of 30.41666…
  it("counts a first interval that is not whole months in normalised months", () => {
    const odd = {
      yearlyRate: "0",
      instalments: 1,
      drawnOn: day("2026-01-15"),
      firstDueOn: day("2026-02-28")
    } as const
    const months = 1 + 13 / (365 / 12)
    const expected = (100_000 / 99_000) ** (1 / months) - 1
    assert.strictEqual(rates(odd, charges(100_000n))[0], expected.toFixed(6))
    const endOfMonth = { drawnOn: day("2026-01-31"), firstDueOn: day("2026-02-28"), instalments: 1 } as const
    assert.strictEqual(
      rates({ ...endOfMonth, yearlyRate: "0" }, charges(100_000n))[0],
      (100_000 / 99_000 - 1).toFixed(6)
    )
  })

  it("adds up what the loan costs, and refuses charges that leave nothing", () => {
    const { totalCharges, totalCost, totalInterest } = Result.getOrThrow(cost({}, charges(15_000n, 450n)))
    assert.strictEqual(totalCharges.minor, 15_000n + 12n * 450n)
    assert.strictEqual(totalCost.minor, totalInterest.minor + totalCharges.minor)
    assert.strictEqual(Result.isFailure(cost({}, charges(10_000_000n))), true)
  })
})

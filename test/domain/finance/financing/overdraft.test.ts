import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import { array, assert as holds, bigInt, constantFrom, integer, property } from "fast-check"
import {
  BankAccountId,
  type CoveredSpan,
  dailyBalances,
  type DayBalance
} from "../../../../domain/finance/banking/model/index.ts"
import {
  accrueOverdraft,
  dueAfter,
  isUsurious,
  lastPeriod,
  numbersRate,
  overdraftDay,
  type OverdraftTerms,
  partsOf,
  periodOf,
  quarterOf
} from "../../../../domain/finance/financing/model/index.ts"
import { addDays, LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../../domain/shared/Money.ts"

const day = (text: string) => LocalDate.make(text)
const account = BankAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a41")

const terms: OverdraftTerms = {
  limit: money(500_000n, EUR),
  yearlyRate: "0.073",
  beyondRate: "0.146",
  dayCount: "act_365"
}

/** The same balance on each of these days. */
const standing = (minor: bigint, from: string, count: number): ReadonlyArray<DayBalance> =>
  Array.from({ length: count }, (_, at) => ({ on: addDays(day(from), at), minor }))

const span = (from: string, to: string, opening?: bigint, closing?: bigint): CoveredSpan => ({
  from: day(from),
  to: day(to),
  opening: opening ?? null,
  closing: closing ?? null
})

const told = (spans: ReadonlyArray<CoveredSpan>, before: bigint | null = 1_000n) => ({
  bankAccountId: account,
  currency: EUR,
  from: day("2026-01-01"),
  to: day("2026-02-28"),
  before,
  moves: [
    { on: day("2026-01-02"), minor: -1_500n },
    { on: day("2026-02-28"), minor: 200n }
  ],
  spans
})

const missing = (spans: ReadonlyArray<CoveredSpan>, before?: bigint | null) => {
  const days = dailyBalances(told(spans, before))
  return Result.isFailure(days) ? [days.failure.from, days.failure.to] : []
}

describe("the daily balance of a bank account", () => {
  it("is the known balance and what moved by value date up to the day", () => {
    const spans = [span("2025-12-31", "2026-01-31"), span("2026-01-31", "2026-02-28")]
    const days = Result.getOrThrow(dailyBalances(told(spans)))
    assert.lengthOf(days, 59)
    const at = (on: string) => days.find((one) => one.on === day(on))?.minor
    assert.deepStrictEqual(["2026-01-01", "2026-01-02", "2026-02-27", "2026-02-28"].map(at), [
      1_000n,
      -500n,
      -500n,
      -300n
    ])
  })

  it("is refused where a day is covered by no statement, and the days are named", () => {
    assert.deepStrictEqual(missing([]), ["2026-01-01", "2026-02-28"])
    assert.deepStrictEqual(missing([span("2025-12-31", "2026-02-28")], null), ["2026-01-01", "2026-02-28"])
    assert.deepStrictEqual(missing([span("2026-01-05", "2026-02-28")]), ["2026-01-01", "2026-01-04"])
    assert.deepStrictEqual(missing([span("2025-12-31", "2026-02-26")]), ["2026-02-27", "2026-02-28"])
    const days = [
      span("2025-12-31", "2026-01-01"),
      span("2026-01-02", "2026-01-02"),
      span("2026-01-03", "2026-02-28")
    ]
    assert.deepStrictEqual(missing(days), [])
    const gap = [span("2026-02-10", "2026-02-28"), span("2025-12-31", "2026-01-31")]
    assert.deepStrictEqual(missing(gap), ["2026-02-01", "2026-02-09"])
  })

  it("is known over a weekend between two statements only where the second opens with the first's closing", () => {
    const friday = (opening: bigint) => [
      span("2025-12-31", "2026-01-30", 0n, 700n),
      span("2026-02-02", "2026-02-28", opening, 0n)
    ]
    assert.deepStrictEqual(missing(friday(700n)), [])
    assert.deepStrictEqual(missing(friday(701n)), ["2026-01-31", "2026-02-01"])
    const tuesday = [span("2025-12-31", "2026-01-30", 0n, 700n), span("2026-02-03", "2026-02-28", 700n, 0n)]
    assert.deepStrictEqual(missing(tuesday), ["2026-01-31", "2026-02-02"])
  })
})

describe("the interest of an overdraft", () => {
  // 5,000.00 × 7.3 % ÷ 365 = 1.00 a day; 10,000.00 with 5,000.00 beyond the limit at 14.6 %: 1.00 + 2.00
  it("runs each day on what is drawn, within the limit and beyond it, as by hand", () => {
    const [credit, within, beyond] = [5_000n, -500_000n, -1_000_000n].map((minor) => {
      const [one] = accrueOverdraft(terms, standing(minor, "2026-03-01", 1))
      return one === undefined ? undefined : overdraftDay(terms, one)
    })
    assert.deepInclude(credit, { withinLimit: money(0n, EUR), interest: "0.0000000000" })
    assert.deepInclude(within, { beyondLimit: money(0n, EUR), interest: "1.0000000000" })
    assert.deepInclude(beyond, { beyondLimit: money(500_000n, EUR), interest: "3.0000000000" })
    const one = { ...terms, beyondRate: null }
    assert.strictEqual(
      dueAfter(one, partsOf(accrueOverdraft(one, standing(-1_000_000n, "2026-03-01", 1))), 0n),
      200n
    )
  })

  it("counts the days of a month as its convention does", () => {
    const due = (dayCount: OverdraftTerms["dayCount"], from: string, count: number) => {
      const by = { ...terms, dayCount, yearlyRate: "0.072" }
      return dueAfter(by, partsOf(accrueOverdraft(by, standing(-500_000n, from, count))), 0n)
    }
    assert.strictEqual(due("thirty_360", "2026-01-01", 31), 3_000n)
    assert.strictEqual(due("thirty_360", "2026-02-01", 28), 3_000n)
    assert.strictEqual(due("act_360", "2026-01-01", 31), 3_100n)
    assert.strictEqual(due("act_360", "2028-02-01", 29), 2_900n)
  })

  it("booked month by month is what one booking of all would be, to the cent, and never below zero", () => {
    holds(
      property(
        array(bigInt({ min: -2_000_000n, max: 500_000n }), { minLength: 1, maxLength: 90 }),
        integer({ min: 1, max: 31 }),
        constantFrom<OverdraftTerms["dayCount"]>("act_360", "act_365", "thirty_360"),
        (balances, step, dayCount) => {
          const by: OverdraftTerms = { ...terms, dayCount, yearlyRate: "0.08451234" }
          const days = accrueOverdraft(
            by,
            balances.map((minor, at) => ({ on: addDays(day("2026-01-01"), at), minor }))
          )
          let sum = 0n
          for (let end = step; end < days.length + step; end += step) {
            const due = dueAfter(by, partsOf(days.slice(0, end)), sum)
            assert.isTrue(due >= 0n)
            sum += due
          }
          assert.strictEqual(sum, dueAfter(by, partsOf(days), 0n))
        }
      )
    )
  })

  it("that was booked too high, by lines that came late, is not booked below zero", () => {
    assert.strictEqual(dueAfter(terms, 0n, 5n), 0n)
  })
})

describe("the effective rate of an overdraft (R. 314-7)", () => {
  // 5,000.00 for 30 days: 30.00 of interest; numbers 150,000.00; (30.00 + 12.00) × 365 ÷ 150,000.00 = 0.1022
  it("is what it cost over the debit balances by days, as by hand", () => {
    const days = accrueOverdraft(terms, [
      ...standing(-500_000n, "2026-03-01", 30),
      ...standing(900_000n, "2026-03-31", 1)
    ])
    assert.strictEqual(numbersRate(terms, days, 0n), "0.073000")
    assert.strictEqual(numbersRate(terms, days, 1_200n), "0.102200")
    assert.isNull(numbersRate(terms, accrueOverdraft(terms, standing(1n, "2026-03-01", 31)), 1_200n))
    // beyond the limit: 3.00 a day; 90.00 × 365 ÷ 300,000.00
    const beyond = accrueOverdraft(terms, standing(-1_000_000n, "2026-03-01", 30))
    assert.strictEqual(numbersRate(terms, beyond, 0n), "0.109500")
  })

  it("is usurious above the threshold of its quarter, and not at it; unknown without one", () => {
    assert.isFalse(isUsurious("0.164700", "0.1647"))
    assert.isTrue(isUsurious("0.164701", "0.1647"))
    assert.isNull(isUsurious("0.164701", null))
    assert.isNull(isUsurious(null, "0.1647"))
    assert.deepStrictEqual(
      ["2026-01-01", "2026-03-31", "2026-04-01", "2026-12-31"].map((on) => quarterOf(day(on))),
      ["2026-Q1", "2026-Q1", "2026-Q2", "2026-Q4"]
    )
  })
})

describe("the months of an overdraft", () => {
  const open = { from: day("2026-01-15"), terminatedOn: null }

  it("are booked from its first day, to the month's end, and once they are over", () => {
    const first = periodOf(open, [], "2026-01", day("2026-02-01"))
    assert.deepStrictEqual(Result.getOrThrow(first), { from: day("2026-01-15"), to: day("2026-01-31") })
    const now = periodOf(open, [], "2026-01", day("2026-01-31"))
    assert.isTrue(Result.isFailure(now) && now.failure._tag === "OverdraftDayNotOver")
    const later = periodOf(open, [], "2026-02", day("2026-12-31"))
    assert.isTrue(Result.isFailure(later) && later.failure._tag === "OverdraftPeriodNotNext")
    const ended = periodOf({ ...open, terminatedOn: day("2026-01-20") }, [], "2026-01", day("2026-02-01"))
    assert.deepStrictEqual(Result.getOrThrow(ended), { from: day("2026-01-15"), to: day("2026-01-20") })
  })

  it("end with a last part in the month of the first day that is not booked", () => {
    const last = (on: string) => lastPeriod(open, [], day(on), day("2026-12-31"))
    assert.deepStrictEqual(Result.getOrThrow(last("2026-01-15")), { from: open.from, to: open.from })
    for (const on of ["2026-01-14", "2026-02-01"]) {
      const refused = last(on)
      assert.isTrue(Result.isFailure(refused) && refused.failure._tag === "OverdraftPeriodNotNext")
    }
  })
})

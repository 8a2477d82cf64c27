import { assert, describe, it } from "@effect/vitest"
import { expectedNext } from "../../../../domain/finance/cards/model/index.ts"
import { addDays, LocalDate } from "../../../../domain/shared/LocalDate.ts"

const day = (text: string) => LocalDate.make(text)

const plan = (every: "month" | "quarter" | "week" | "year", firstOn: string, graceDays = 5) => ({
  every,
  firstOn: day(firstOn),
  graceDays
})

const next = (...args: Parameters<typeof expectedNext>) => expectedNext(...args).dueOn

describe("the next payment of a card's subscription", () => {
  it("is the first day until something was paid, then one span after the expected day nearest to the payment", () => {
    const monthly = plan("month", "2026-01-31")
    const today = day("2026-01-01")
    assert.strictEqual(next(monthly, null, today), "2026-01-31")
    assert.strictEqual(next(monthly, day("2026-01-31"), today), "2026-02-28")
    assert.strictEqual(next(monthly, day("2026-02-26"), today), "2026-03-31")
    assert.strictEqual(next(monthly, day("2026-03-02"), today), "2026-03-31")
    assert.strictEqual(next(monthly, day("2027-01-30"), today), "2027-02-28")
    assert.strictEqual(next(monthly, day("2026-01-29"), today), "2026-02-28")
    assert.strictEqual(next(monthly, day("2025-06-01"), today), "2026-01-31")
  })

  it("is counted in weeks, quarters and years, also over 29 February", () => {
    const today = day("2028-02-01")
    assert.strictEqual(next(plan("week", "2026-10-22"), day("2026-10-23"), today), "2026-10-29")
    assert.strictEqual(next(plan("quarter", "2026-08-31"), day("2026-08-31"), today), "2026-11-30")
    assert.strictEqual(next(plan("year", "2024-02-29"), day("2027-02-28"), today), "2028-02-29")
  })

  it("is missed on the day after its days of grace, not before", () => {
    const monthly = plan("month", "2026-01-31", 3)
    const due = day("2026-02-28")
    const missedAfter = (days: number) => expectedNext(monthly, day("2026-01-31"), addDays(due, days)).missed
    assert.deepStrictEqual([0, 3, 4].map(missedAfter), [false, false, true])
  })
})

import { assert, describe, it } from "@effect/vitest"
import { DateTime } from "effect"
import { budgetSpan, type CardLimit, windowEnd } from "../../../../domain/finance/cards/model/index.ts"
import { EUR, money } from "../../../../domain/shared/Money.ts"

const at = DateTime.makeUnsafe

const monthly = (minor: bigint, resetDay: number | null = null): CardLimit => ({
  amount: money(minor, EUR),
  period: "month",
  window: "calendar",
  resetDay
})

describe("the span of a budget", () => {
  const zone = "Europe/Paris"
  const ends = (limit: CardLimit, now: string) => {
    const end = windowEnd(limit, at(now), zone)
    return end === null ? null : DateTime.formatIso(end)
  }
  const calendar = (period: CardLimit["period"], resetDay: number | null = null): CardLimit => ({
    ...monthly(1n, resetDay),
    period
  })

  it.each([
    ["a day of 25 hours", calendar("day"), "2026-10-25T10:00:00Z", "2026-10-25T23:00:00.000Z"],
    ["a day of 23 hours", calendar("day"), "2026-03-29T10:00:00Z", "2026-03-29T22:00:00.000Z"],
    [
      "a week that starts on Thursday",
      calendar("week", 4),
      "2026-11-22T10:00:00Z",
      "2026-11-25T23:00:00.000Z"
    ],
    ["a month reset on the 31st", calendar("month", 31), "2027-01-31T10:00:00Z", "2027-02-27T23:00:00.000Z"],
    [
      "a month at the end of a leap February",
      calendar("month", 31),
      "2028-02-29T10:00:00Z",
      "2028-03-30T22:00:00.000Z"
    ],
    ["a month over the year's end", calendar("month", 1), "2026-12-31T22:59:59Z", "2026-12-31T23:00:00.000Z"],
    ["the new year", calendar("month", 1), "2026-12-31T23:00:00Z", "2027-01-31T23:00:00.000Z"],
    ["a whole life", calendar("always"), "2026-11-22T10:00:00Z", null]
  ] as const)("ends rightly: %s", (_, limit, now, expected) => assert.strictEqual(ends(limit, now), expected))

  it("that does not renew is the one that a person started, and the next begins where the last one ends", () => {
    const budget = { limit: monthly(1n, 10), renews: false, startedAt: at("2026-10-20T08:00:00Z"), zone }
    const once = budgetSpan(budget, at("2026-12-24T10:00:00Z"))
    assert.deepStrictEqual([once.since, once.until], [budget.startedAt, at("2026-11-09T23:00:00Z")])
    const first = budgetSpan({ ...budget, renews: true }, at("2026-11-09T22:59:59Z"))
    const next = budgetSpan({ ...budget, renews: true }, at("2026-11-09T23:00:00Z"))
    assert.deepStrictEqual(first.until, next.since)
    const life = budgetSpan(
      { ...budget, renews: true, limit: calendar("always") },
      at("2030-01-01T00:00:00Z")
    )
    assert.deepStrictEqual([life.since, life.until], [budget.startedAt, null])
  })
})

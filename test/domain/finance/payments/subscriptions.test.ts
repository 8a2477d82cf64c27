import { assert, describe, it } from "@effect/vitest"
import { Option } from "effect"
import * as fc from "fast-check"
import {
  afterDecline,
  dueDate,
  nextOnOf,
  ordinalFrom,
  type Rhythm,
  subscriptionTransitions,
  upcoming
} from "../../../../domain/finance/payments/model/index.ts"
import { addDays, daysInMonth, LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../../domain/shared/Money.ts"

const day = (text: string) => LocalDate.make(text)

const monthly = (dayOfMonth: number, every = 1): Rhythm => ({ unit: "month", every, dayOfMonth })
const daily = (every: number): Rhythm => ({ unit: "day", every, dayOfMonth: null })

const firstOf = (rhythm: Rhythm, startOn: string, count: number) =>
  Array.from({ length: count }, (_, ordinal) =>
    String(Option.getOrNull(dueDate(rhythm, day(startOn), ordinal)))
  )

const anyDay = fc.integer({ min: 0, max: 36_000 }).map((count) => addDays(day("2000-01-01"), count))

const anyRhythm = fc.oneof(
  fc.integer({ min: 1, max: 366 }).map(daily),
  fc
    .tuple(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 1, max: 24 }))
    .map(([on, every]) => monthly(on, every))
)

describe("days of a subscription", () => {
  it("a 31st is the last day of shorter months, and comes back", () => {
    assert.deepStrictEqual(firstOf(monthly(31), "2028-01-15", 5), [
      "2028-01-31",
      "2028-02-29",
      "2028-03-31",
      "2028-04-30",
      "2028-05-31"
    ])
  })

  it("begins in the month after where its day has passed, over the end of a year", () => {
    assert.deepStrictEqual(firstOf(monthly(5, 3), "2026-11-22", 3), [
      "2026-12-05",
      "2027-03-05",
      "2027-06-05"
    ])
    assert.deepStrictEqual(firstOf(monthly(5), "2026-12-06", 2), ["2027-01-05", "2027-02-05"])
    assert.deepStrictEqual(firstOf(daily(14), "2026-12-24", 3), ["2026-12-24", "2027-01-07", "2027-01-21"])
  })

  it("always goes on, never before the start, on the day of the month or its last", () => {
    const holds = fc.property(
      anyRhythm,
      anyDay,
      fc.integer({ min: 0, max: 60 }),
      (rhythm, startOn, ordinal) => {
        const due = Option.getOrThrow(dueDate(rhythm, startOn, ordinal))
        const next = Option.getOrThrow(dueDate(rhythm, startOn, ordinal + 1))
        assert.isTrue(due >= startOn && next > due)
        const [year = 0, month = 0, on] = due.split("-").map(Number)
        if (rhythm.dayOfMonth !== null) {
          assert.strictEqual(on, Math.min(rhythm.dayOfMonth, daysInMonth(year, month)))
        }
      }
    )
    fc.assert(holds)
  })

  it("has no day after 2999", () => {
    assert.isTrue(Option.isNone(dueDate(daily(366), day("2026-11-22"), 1_000_000)))
    assert.isTrue(Option.isNone(dueDate(monthly(1), day("2999-12-15"), 0)))
    assert.isTrue(Option.isNone(ordinalFrom(monthly(1), day("2999-11-15"), 0, day("2999-12-31"))))
  })

  it("what is to come ends with the plan, and is nothing of what is not active", () => {
    const plan = { amount: money(4_900n, EUR), rhythm: monthly(31), payments: 3 }
    const subscription = { ordinal: 1, taken: 1, startOn: day("2026-12-01"), state: "active" } as const
    const days = upcoming(plan, subscription, 12).map(({ dueOn }) => dueOn)
    assert.deepStrictEqual(days, [day("2027-01-31"), day("2027-02-28")])
    assert.strictEqual(nextOnOf(plan, { ...subscription, taken: 3 }), null)
    assert.deepStrictEqual(upcoming(plan, { ...subscription, state: "paused" }, 12), [])
    assert.strictEqual(upcoming({ ...plan, payments: null }, subscription, 12).length, 12)
  })

  it("a resumed one goes on with the first day that is still to come", () => {
    assert.deepStrictEqual(ordinalFrom(monthly(31), day("2026-01-01"), 2, day("2026-07-01")), Option.some(6))
  })
})

describe("a charge that was not paid", () => {
  const on = day("2026-12-31")

  it("is tried again where that may help, three times and later each time", () => {
    for (const code of ["202", "203", "264"]) {
      const steps = [1, 2, 3, 4].map((attempts) => afterDecline(code, attempts, on))
      assert.deepStrictEqual(steps, [
        { _tag: "Retry", on: day("2027-01-03") },
        { _tag: "Retry", on: day("2027-01-05") },
        { _tag: "Retry", on: day("2027-01-07") },
        { _tag: "Ask" }
      ])
    }
  })

  it("stops where the issuer says so, and never repeats another refusal", () => {
    assert.deepStrictEqual(afterDecline("261", 1, on), { _tag: "Stop" })
    assert.deepStrictEqual(afterDecline("262", 1, on), { _tag: "Stop" })
    for (const code of ["200", "204", "223", "251", "252", "253", "263", "300", null]) {
      assert.deepStrictEqual(afterDecline(code, 1, on), { _tag: "Ask" })
    }
  })
})

it("an ended subscription stays ended, and nothing leads back to itself", () => {
  assert.deepStrictEqual(subscriptionTransitions.ended, [])
  for (const [from, to] of Object.entries(subscriptionTransitions)) assert.notInclude<string>([...to], from)
})

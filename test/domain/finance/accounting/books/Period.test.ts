import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import * as fc from "fast-check"
import { monthsOf, moved, Period, PeriodState } from "../../../../../domain/finance/accounting/model/index.ts"
import { addDays, daysBetween, LocalDate } from "../../../../../domain/shared/LocalDate.ts"

const inState = (state: PeriodState) =>
  Schema.decodeUnknownSync(Period)({
    id: "01990000-0000-7000-8000-000000000001",
    fiscalYearId: "01990000-0000-7000-8000-000000000002",
    starts: "2026-01-01",
    ends: "2026-01-31",
    state,
    vatLocked: false,
    version: 1
  })

describe("Period", () => {
  it("cuts any fiscal year into months without gap or overlap", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 1, max: 731 }), (offset, length) => {
        const starts = addDays(LocalDate.make("1990-01-01"), offset)
        const ends = addDays(starts, length)
        const months = monthsOf({ starts, ends })
        assert.strictEqual(months[0]?.starts, starts)
        assert.strictEqual(months.at(-1)?.ends, ends)
        for (const [index, month] of months.entries()) {
          const next = months[index + 1]
          if (next !== undefined) assert.strictEqual(daysBetween(month.ends, next.starts), 1)
          assert.strictEqual(month.starts.slice(0, 7), month.ends.slice(0, 7))
        }
      })
    )
  })

  it("ends February on the 29th in a leap year", () => {
    const months = monthsOf({ starts: LocalDate.make("2028-02-01"), ends: LocalDate.make("2028-03-31") })
    assert.deepStrictEqual(
      months.map(({ ends }) => ends),
      ["2028-02-29", "2028-03-31"]
    )
  })

  const steps: Readonly<Record<PeriodState, ReadonlyArray<PeriodState>>> = {
    open: ["soft_locked", "locked"],
    soft_locked: ["open", "locked"],
    locked: [],
    closed: []
  }

  it.each(PeriodState.literals.flatMap((from) => PeriodState.literals.map((to) => [from, to] as const)))(
    "from %s to %s",
    (from, to) => {
      const answer = moved(inState(from), to)
      assert.strictEqual(Result.isSuccess(answer), steps[from].includes(to))
      if (Result.isFailure(answer)) assert.deepStrictEqual(answer.failure.allowed, steps[from])
    }
  )
})

import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import * as fc from "fast-check"
import {
  AccountCode,
  instalmentsOf,
  type NewSpread,
  SpreadId,
  spreadMoved,
  SpreadState
} from "../../../../../domain/finance/accounting/model/index.ts"
import { addDays, LocalDate } from "../../../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../../../domain/shared/Money.ts"

const spreadOf = (total: bigint, starts: string, rest: Partial<NewSpread>): NewSpread => ({
  kind: "prepaid_expense",
  journal: "OD",
  label: "Assurance",
  total: money(total, EUR),
  debitAccount: AccountCode.make("616"),
  creditAccount: AccountCode.make("486"),
  starts: LocalDate.make(starts),
  ...rest
})

const planOf = (spread: NewSpread) =>
  Result.getOrThrow(instalmentsOf(spread, undefined)).map(({ amount, date, residue }) => [
    date,
    amount.minor,
    residue.minor
  ])

describe("instalmentsOf", () => {
  it("gives whole months whatever the day, and names the residue on the last", () => {
    assert.deepStrictEqual(planOf(spreadOf(100n, "2026-12-15", { months: 3 })), [
      ["2026-12-31", 33n, 0n],
      ["2027-01-31", 33n, 0n],
      ["2027-02-28", 34n, 1n]
    ])
  })

  it("counts the first month by its days, and what it lacks in one month more", () => {
    const february = spreadOf(2_900n, "2028-02-10", { months: 1, prorata: "calendar_days" })
    assert.deepStrictEqual(planOf(february), [
      ["2028-02-29", 2_000n, 0n],
      ["2028-03-31", 900n, 0n]
    ])
    const thirty = spreadOf(3_000n, "2028-01-31", { months: 1, prorata: "thirty_day_months" })
    assert.deepStrictEqual(planOf(thirty), [
      ["2028-01-31", 100n, 0n],
      ["2028-02-29", 2_900n, 0n]
    ])
    const first = spreadOf(3_000n, "2026-04-01", { months: 2, prorata: "calendar_days" })
    assert.deepStrictEqual(planOf(first).length, 2)
  })

  it("refuses instalments of nothing, and an accrual outside every fiscal year", () => {
    const small = instalmentsOf(spreadOf(11n, "2026-01-01", { months: 12 }), undefined)
    assert.deepInclude(Result.getOrUndefined(Result.flip(small)), {
      _tag: "SpreadTooSmall",
      instalments: 12
    })
    const accrued = instalmentsOf(spreadOf(11n, "2026-01-01", { kind: "accrued_expense" }), undefined)
    assert.deepInclude(Result.getOrUndefined(Result.flip(accrued)), { _tag: "NoFiscalYear" })
  })

  it("adds up to the total, in order, with even amounts and a residue of less than an instalment each", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 12n }),
        fc.integer({ min: 1, max: 600 }),
        fc.integer({ min: 0, max: 3_000 }),
        fc.constantFrom("whole_months" as const, "calendar_days" as const, "thirty_day_months" as const),
        (total, months, days, prorata) => {
          const starts = addDays(LocalDate.make("2024-01-01"), days)
          const answer = instalmentsOf(spreadOf(total, starts, { months, prorata }), undefined)
          if (Result.isFailure(answer)) return assert.isTrue(total < 31n * BigInt(months))
          const plan = answer.success
          assert.strictEqual(
            plan.reduce((sum, { amount }) => sum + amount.minor, 0n),
            total
          )
          assert.isTrue(plan.length === months || plan.length === months + 1)
          const last = plan.at(-1)
          assert.isTrue((last?.residue.minor ?? -1n) >= 0n && (last?.residue.minor ?? 0n) < plan.length)
          assert.isTrue(plan.slice(0, -1).every(({ residue }) => residue.minor === 0n))
          for (const [at, one] of plan.entries()) {
            assert.strictEqual(one.number, at + 1)
            assert.isTrue(one.amount.minor > 0n && one.date >= starts)
            assert.strictEqual(addDays(one.date, 1).slice(8), "01")
            if (at > 0 && at < plan.length - 1) assert.strictEqual(one.amount.minor, total / BigInt(months))
          }
        }
      )
    )
  })
})

describe("spreadMoved", () => {
  const states = SpreadState.literals
  it.each(states.flatMap((from) => states.map((to) => ({ from, to }))))("$from to $to", ({ from, to }) => {
    const spread = { id: SpreadId.make("01990000-0000-7000-8000-000000000001"), state: from }
    const legal = from === "running" && to !== "running"
    assert.strictEqual(Result.isSuccess(spreadMoved(spread, to)), legal)
  })
})

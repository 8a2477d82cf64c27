import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import {
  countedDays,
  DayCount,
  dueDates,
  loanPosition,
  type LoanTerms,
  repayEarly,
  scheduleOf
} from "../../../../domain/finance/financing/model/index.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../../domain/shared/Money.ts"

const day = (text: string) => LocalDate.make(text)

const loan = (part: Partial<LoanTerms>): LoanTerms => ({
  principal: money(1_200_000n, EUR),
  yearlyRate: "0.06",
  method: "constant_annuity",
  dayCount: "thirty_360",
  drawnOn: day("2026-01-15"),
  firstDueOn: day("2026-02-15"),
  instalments: 3,
  everyMonths: 1,
  ...part
})

const tableOf = (part: Partial<LoanTerms>) =>
  Result.getOrThrow(scheduleOf(loan(part))).instalments.map(
    ({ interest, outstanding, payment, principal, residue }) => [
      interest.minor,
      principal.minor,
      payment.minor,
      residue.minor,
      outstanding.minor
    ]
  )

describe("a loan", () => {
  // 12,000.00 at 6 %, 30/360: i = 0.06 × 30 ÷ 360 = 0.005 a month; A = P × i ÷ (1 − (1 + i)^−3) = 4,040.0664…
  // Interest: 12,000.00 × 0.005 = 60.00; 8,019.94 × 0.005 = 40.0997, booked 40.10, carry −0.0003;
  // 4,019.98 × 0.005 = 20.0999 − 0.0003 = 20.0996, booked 20.10.
  it("with a constant annuity is what the formula gives by hand", () => {
    assert.deepStrictEqual(tableOf({}), [
      [6_000n, 398_006n, 404_006n, 0n, 801_994n],
      [4_010n, 399_996n, 404_006n, 0n, 401_998n],
      [2_010n, 401_998n, 404_008n, 2n, 0n]
    ])
  })

  // 1,000.00 ÷ 3 = 333.33, the last 333.34. ACT/365: 1,000.00 × 0.1 × 31 ÷ 365 = 8.49315 → 8.49, carry 0.00315;
  // 666.67 × 0.1 × 29 ÷ 365 = 5.29683 + 0.00315 = 5.29998 → 5.30, carry −0.00002;
  // 333.34 × 0.1 × 31 ÷ 365 = 2.83111 − 0.00002 = 2.83108 → 2.83.
  it("with constant capital over a 29 February is what ACT/365 gives by hand", () => {
    const table = tableOf({
      principal: money(100_000n, EUR),
      yearlyRate: "0.1",
      method: "constant_capital",
      dayCount: "act_365",
      drawnOn: day("2027-12-31"),
      firstDueOn: day("2028-01-31")
    })
    assert.deepStrictEqual(table, [
      [849n, 33_333n, 34_182n, 0n, 66_667n],
      [530n, 33_333n, 33_863n, 0n, 33_334n],
      [283n, 33_334n, 33_617n, 1n, 0n]
    ])
  })

  // 10,000.00 at 4 %, ACT/360, quarters of 90, 91 and 92 days: 100.00; 101.1111… → 101.11, carry 0.0011;
  // 102.2222… + 0.0011 = 102.2233 → 102.22.
  it("repaid at its end is what ACT/360 gives by hand", () => {
    const table = tableOf({
      principal: money(1_000_000n, EUR),
      yearlyRate: "0.04",
      method: "bullet",
      dayCount: "act_360",
      drawnOn: day("2026-01-01"),
      firstDueOn: day("2026-04-01"),
      everyMonths: 3
    })
    assert.deepStrictEqual(table, [
      [10_000n, 0n, 10_000n, 0n, 1_000_000n],
      [10_111n, 0n, 10_111n, 0n, 1_000_000n],
      [10_222n, 1_000_000n, 1_010_222n, 0n, 0n]
    ])
  })

  it("without interest is divided, and the residue is on the last instalment", () => {
    assert.deepStrictEqual(tableOf({ yearlyRate: "0", principal: money(1_000n, EUR) }), [
      [0n, 333n, 333n, 0n, 667n],
      [0n, 333n, 333n, 0n, 334n],
      [0n, 334n, 334n, 1n, 0n]
    ])
  })

  it("of one instalment is all of it with its interest", () => {
    assert.deepStrictEqual(tableOf({ instalments: 1 }), [[6_000n, 1_200_000n, 1_206_000n, 0n, 0n]])
  })

  it("too small for its instalments has no schedule", () => {
    const refused = Result.getFailure(scheduleOf(loan({ principal: money(2n, EUR) })))
    assert.deepInclude(refused._tag === "Some" ? refused.value : {}, {
      _tag: "LoanNotRepayable",
      instalment: 1
    })
  })

  it("whose first period costs more than an instalment has no schedule", () => {
    const late = loan({ yearlyRate: "0.9", firstDueOn: day("2030-02-15"), instalments: 100 })
    assert.isTrue(Result.isFailure(scheduleOf(late)))
  })

  it("falls due on its own day, or on the last of a shorter month", () => {
    assert.deepStrictEqual(dueDates(loan({ firstDueOn: day("2027-12-31"), instalments: 4 })), [
      day("2027-12-31"),
      day("2028-01-31"),
      day("2028-02-29"),
      day("2028-03-31")
    ])
  })

  it.each([
    ["act_360", "2028-02-28", "2028-03-01", 2],
    ["act_365", "2027-02-28", "2027-03-01", 1],
    ["thirty_360", "2026-01-31", "2026-02-28", 28],
    ["thirty_360", "2026-02-28", "2026-03-31", 32],
    ["thirty_360", "2026-01-30", "2026-01-31", 0],
    ["thirty_360", "2026-01-15", "2027-01-15", 360]
  ] as const)("counts days by %s from %s to %s as %i", (dayCount, from, to, days) => {
    assert.isTrue(DayCount.literals.includes(dayCount))
    assert.strictEqual(countedDays(day(from), day(to), dayCount), days)
  })

  // 16 days after the first due date: 8,019.94 × 0.06 × 16 ÷ 360 = 21.3865 → 21.39; one year holds all that is owed.
  it("owes on a date what is left and the interest run since", () => {
    const schedule = Result.getOrThrow(scheduleOf(loan({})))
    const position = Result.getOrThrow(loanPosition(schedule, day("2026-03-01")))
    assert.deepStrictEqual(position, {
      on: day("2026-03-01"),
      outstanding: money(801_994n, EUR),
      accruedInterest: money(2_139n, EUR),
      accruedDays: 16,
      dueWithinOneYear: money(801_994n, EUR),
      dueLater: money(0n, EUR)
    })
    assert.isTrue(Result.isFailure(loanPosition(schedule, day("2026-01-14"))))
    assert.isTrue(Result.isFailure(loanPosition(schedule, day("2026-04-16"))))
  })

  it("splits what is owed at a year's end into what is due within one year and later", () => {
    const schedule = Result.getOrThrow(scheduleOf(loan({ method: "constant_capital", instalments: 24 })))
    const { dueLater, dueWithinOneYear } = Result.getOrThrow(loanPosition(schedule, day("2026-12-31")))
    assert.deepStrictEqual([dueWithinOneYear.minor, dueLater.minor], [600_000n, 50_000n])
  })

  it("repaid early in part keeps its dates; in full it ends with the interest run", () => {
    const schedule = Result.getOrThrow(scheduleOf(loan({})))
    const part = Result.getOrThrow(repayEarly(schedule, day("2026-03-01"), money(401_994n, EUR)))
    assert.strictEqual(part.interest.minor, 2_139n)
    assert.deepStrictEqual(
      part.schedule?.instalments.map(({ dueOn }) => dueOn),
      [day("2026-03-15"), day("2026-04-15")]
    )
    assert.strictEqual(
      part.schedule?.instalments.reduce((sum, { principal }) => sum + principal.minor, 0n),
      400_000n
    )
    const full = Result.getOrThrow(repayEarly(schedule, day("2026-03-01"), money(801_994n, EUR)))
    assert.isNull(full.schedule)
    for (const [on, minor] of [
      ["2026-03-01", 801_995n],
      ["2026-03-01", 0n],
      ["2026-04-15", 1n],
      ["2026-01-14", 1n]
    ] as const) {
      assert.isTrue(Result.isFailure(repayEarly(schedule, day(on), money(minor, EUR))))
    }
  })
})

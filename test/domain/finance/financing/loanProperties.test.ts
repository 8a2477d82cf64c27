import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import * as fc from "fast-check"
import {
  type LoanSchedule,
  loanPosition,
  type LoanTerms,
  repayEarly,
  scheduleOf
} from "../../../../domain/finance/financing/model/index.ts"
import { addDays, LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { EUR, maxMinor, money } from "../../../../domain/shared/Money.ts"

const awkwardDay = fc.constantFrom(
  "2028-02-29",
  "2026-01-31",
  "2027-12-31",
  "2026-02-28",
  "2026-04-30",
  "2100-02-28"
)

const terms: fc.Arbitrary<LoanTerms> = fc
  .record({
    minor: fc.oneof(fc.bigInt(1n, 100_000n), fc.bigInt(1n, 100_000_000n), fc.constantFrom(maxMinor, 1n)),
    rate: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20_000_000 }), fc.constant(199_999_999)),
    method: fc.constantFrom("constant_annuity", "constant_capital", "bullet"),
    dayCount: fc.constantFrom("act_360", "act_365", "thirty_360"),
    drawnOn: awkwardDay,
    firstAfter: fc.oneof(fc.constantFrom(1, 28, 31, 366), fc.integer({ min: 1, max: 400 })),
    instalments: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 36 }), fc.constant(600)),
    everyMonths: fc.constantFrom(1, 3, 6, 12)
  })
  .map(({ drawnOn, firstAfter, minor, rate, ...rest }) => {
    const digits = String(rate).padStart(9, "0")
    return {
      ...rest,
      principal: money(minor, EUR),
      yearlyRate: `${digits.slice(0, 1)}.${digits.slice(1)}`,
      drawnOn: LocalDate.make(drawnOn),
      firstDueOn: addDays(LocalDate.make(drawnOn), firstAfter)
    }
  })

/** What must hold of any schedule; a refusal is for what cannot be repaid and for nothing else. */
const holds = (given: LoanTerms, check: (schedule: LoanSchedule) => void) => {
  const made = scheduleOf(given)
  if (Result.isSuccess(made)) return check(made.success)
  assert.notStrictEqual(given.method, "bullet")
  assert.isTrue(given.principal.minor < BigInt(given.instalments) || given.method === "constant_annuity")
}

const sum = (schedule: LoanSchedule, of: "interest" | "payment" | "principal") =>
  schedule.instalments.reduce((total, line) => total + line[of].minor, 0n)

describe("the schedule of a loan", () => {
  it("repays exactly what was lent, and goes down to nothing", () =>
    fc.assert(
      fc.property(terms, (given) =>
        holds(given, (schedule) => {
          assert.strictEqual(sum(schedule, "principal"), given.principal.minor)
          assert.strictEqual(sum(schedule, "interest"), schedule.totalInterest.minor)
          assert.strictEqual(sum(schedule, "payment"), schedule.totalPaid.minor)
          assert.strictEqual(schedule.instalments.at(-1)?.outstanding.minor, 0n)
          let [outstanding, from] = [given.principal.minor, given.drawnOn]
          for (const line of schedule.instalments) {
            assert.isTrue(line.principal.minor >= 0n && line.interest.minor >= 0n && line.dueOn > from)
            assert.strictEqual(line.payment.minor, line.principal.minor + line.interest.minor)
            assert.strictEqual(line.outstanding.minor, outstanding - line.principal.minor)
            ;[outstanding, from] = [line.outstanding.minor, line.dueOn]
          }
        })
      ),
      { numRuns: 400 }
    ))

  it("has one instalment of its own size at most, the last, and says by how much", () =>
    fc.assert(
      fc.property(terms, (given) =>
        holds(given, ({ instalments }) => {
          const part = (line: (typeof instalments)[number]) =>
            given.method === "constant_annuity" ? line.payment.minor : line.principal.minor
          const usual = instalments.slice(0, -1).map(part)
          assert.isAtMost(new Set(usual).size, 1)
          assert.isTrue(instalments.slice(0, -1).every(({ residue }) => residue.minor === 0n))
          const last = instalments.at(-1)
          const [first] = usual
          if (last !== undefined && first !== undefined && given.method !== "bullet") {
            assert.strictEqual(part(last) - first, last.residue.minor)
          }
        })
      ),
      { numRuns: 300 }
    ))

  it("books interest that is exact to half a cent however many due dates it has", () =>
    fc.assert(
      fc.property(terms, (given) =>
        holds(given, (schedule) => {
          const year = given.dayCount === "act_365" ? 365n : 360n
          const rate = BigInt(given.yearlyRate.replace(".", ""))
          let [outstanding, exact] = [given.principal.minor, 0n]
          for (const { days, outstanding: after } of schedule.instalments) {
            exact += outstanding * rate * BigInt(days)
            outstanding = after.minor
          }
          const difference = exact - sum(schedule, "interest") * 100_000_000n * year
          assert.isTrue(2n * difference <= 100_000_000n * year && 2n * difference >= -100_000_000n * year)
        })
      ),
      { numRuns: 300 }
    ))

  it("owes on each due date what its line says, and nothing accrued beyond a cent's rounding", () =>
    fc.assert(
      fc.property(terms, fc.nat(), (given, pick) =>
        holds(given, (schedule) => {
          const line = schedule.instalments[pick % schedule.instalments.length]
          if (line === undefined) return
          const position = Result.getOrThrow(loanPosition(schedule, line.dueOn))
          assert.strictEqual(position.outstanding.minor, line.outstanding.minor)
          assert.strictEqual(position.accruedInterest.minor, 0n)
          assert.strictEqual(
            position.dueWithinOneYear.minor + position.dueLater.minor,
            position.outstanding.minor
          )
        })
      ),
      { numRuns: 200 }
    ))

  it("repaid early repays the rest exactly", () =>
    fc.assert(
      fc.property(terms, fc.nat({ max: 99 }), fc.nat({ max: 400 }), (given, percent, after) =>
        holds(given, (schedule) => {
          const on = addDays(given.drawnOn, after)
          const position = loanPosition(schedule, on)
          if (Result.isFailure(position)) return
          const owed = position.success.outstanding.minor
          const repaid = (owed * BigInt(percent)) / 100n + 1n
          const early = repayEarly(schedule, on, money(repaid, EUR))
          if (owed === 0n || Result.isFailure(early)) return
          const rest = early.success.schedule
          assert.strictEqual(rest === null ? 0n : sum(rest, "principal"), owed - repaid)
          assert.strictEqual(early.success.interest.minor, position.success.accruedInterest.minor)
        })
      ),
      { numRuns: 300 }
    ))
})

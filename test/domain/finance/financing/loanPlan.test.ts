import { assert, describe, it } from "@effect/vitest"
import { DateTime, Result } from "effect"
import * as fc from "fast-check"
import {
  CreditApplicationId,
  creditTransitions,
  CreditApplicationState,
  type Loan,
  LoanId,
  type LoanMovement,
  LoanMovementId,
  movedBy,
  planOf,
  standingOf
} from "../../../../domain/finance/financing/model/index.ts"
import { addDays, LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../../domain/shared/Money.ts"

const id = (last: number) => `019ab1c2-7d3e-7f40-8a51-${String(last).padStart(12, "0")}`

const createdAt = DateTime.makeUnsafe("2026-01-15T08:00:00Z")

const loanOf = (minor: bigint, method: Loan["terms"]["method"]): Loan => ({
  id: LoanId.make(id(1)),
  creditApplicationId: CreditApplicationId.make(id(2)),
  terms: {
    principal: money(minor, EUR),
    yearlyRate: "0.0425",
    method,
    dayCount: "act_365",
    drawnOn: LocalDate.make("2026-01-31"),
    firstDueOn: LocalDate.make("2026-02-28"),
    instalments: 24,
    everyMonths: 1
  },
  createdAt
})

const repayment = (number: number, days: number, minor: bigint): LoanMovement => ({
  id: LoanMovementId.make(id(100 + number)),
  loanId: LoanId.make(id(1)),
  kind: "repayment",
  on: addDays(LocalDate.make("2026-01-31"), days),
  dueOn: null,
  principal: money(minor, EUR),
  interest: money(0n, EUR),
  reverses: null,
  posting: "none",
  obstacle: null,
  createdAt
})

describe("the plan of a loan", () => {
  it("repays what was lent to the cent, whatever was repaid early, in whatever order it is told", () => {
    fc.assert(
      fc.property(
        fc.bigInt(1_000_000n, 100_000_000n),
        fc.constantFrom("constant_annuity", "constant_capital", "bullet"),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 600 }), fc.bigInt(1n, 100_000n)), { maxLength: 5 }),
        (lent, method, given) => {
          const early = given.map(([days, minor], at) => repayment(at, days, minor))
          const stands = standingOf(loanOf(lent, method), early)
          assert.deepStrictEqual(standingOf(loanOf(lent, method), early.toReversed()), stands)
          fc.pre(Result.isSuccess(stands))
          const standing = Result.getOrThrow(stands)
          const due = standing.instalments.reduce((sum, { principal }) => sum + principal.minor, 0n)
          const repaid = early.reduce((sum, { principal }) => sum + principal.minor, 0n)
          assert.strictEqual(due + repaid, lent)
          assert.deepStrictEqual(
            standing.instalments.map(({ number }) => number),
            standing.instalments.map((_, at) => at + 1)
          )
        }
      )
    )
  })

  it("is late once a due date has passed unpaid, and not on the day itself", () => {
    const standing = Result.getOrThrow(standingOf(loanOf(1_000_000n, "bullet"), []))
    assert.strictEqual(planOf(standing, LocalDate.make("2026-02-28")).state, "active")
    assert.strictEqual(planOf(standing, LocalDate.make("2026-03-01")).state, "late")
  })

  it("ignores what was reversed, and the reversal", () => {
    const early = repayment(0, 10, 500n)
    const undone = {
      ...early,
      id: LoanMovementId.make(id(200)),
      principal: money(-500n, EUR),
      reverses: early.id
    }
    const loan = loanOf(1_000_000n, "constant_annuity")
    assert.deepStrictEqual(
      Result.getOrThrow(standingOf(loan, [early, undone])),
      Result.getOrThrow(standingOf(loan, []))
    )
  })
})

describe("an application", () => {
  it("takes each step of the table, and no other, by what the lender says", () => {
    for (const from of CreditApplicationState.literals) {
      for (const to of CreditApplicationState.literals) {
        if (to === "requested" || to === "refused") continue
        const arrival = { from: "requested", to: "in-review" } as const
        const moved = movedBy(creditTransitions, from, { is: to, word: "w" }, arrival)
        assert.strictEqual(moved, from === to || creditTransitions[from].includes(to) ? to : undefined)
        const unknown = movedBy(creditTransitions, from, { is: "other", word: "w" }, arrival)
        assert.strictEqual(unknown, from === "requested" ? "in-review" : from)
      }
    }
  })
})

import { assert, describe, it } from "@effect/vitest"
import { DateTime, Result } from "effect"
import * as fc from "fast-check"
import {
  borrowedOn,
  CreditApplicationId,
  debtOn,
  debtSums,
  type Loan,
  LoanId,
  type LoanMovement,
  LoanMovementId,
  standingOf,
  sumsOf
} from "../../../../domain/finance/financing/model/index.ts"
import { addDays, LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { CurrencyCode, EUR, money } from "../../../../domain/shared/Money.ts"

const id = (last: number) => `019ab1c2-7d3e-7f40-8a51-${String(last).padStart(12, "0")}`
const on = (day: string) => LocalDate.make(day)
const eur = (minor: bigint) => money(minor, EUR)
const createdAt = DateTime.makeUnsafe("2026-01-15T08:00:00Z")

/** 84,000.00 over 84 months in equal parts of principal, at 12 % over 30/360: 1 % a month. */
const machine: Loan = {
  id: LoanId.make(id(1)),
  creditApplicationId: CreditApplicationId.make(id(2)),
  terms: {
    principal: eur(8_400_000n),
    yearlyRate: "0.12",
    method: "constant_capital",
    dayCount: "thirty_360",
    drawnOn: on("2026-01-15"),
    firstDueOn: on("2026-02-15"),
    instalments: 84,
    everyMonths: 1
  },
  createdAt
}

const moved = (number: number, part: Partial<LoanMovement>): LoanMovement => ({
  id: LoanMovementId.make(id(100 + number)),
  loanId: machine.id,
  kind: "instalment",
  on: on("2026-01-15"),
  dueOn: null,
  principal: eur(0n),
  interest: eur(0n),
  reverses: null,
  posting: "posted",
  obstacle: null,
  createdAt,
  ...part
})

const drawn = (loan: Loan) =>
  moved(0, { kind: "disbursement", on: loan.terms.drawnOn, principal: loan.terms.principal })

/** The money came, and the first due dates were paid on their days. */
const paid = (loan: Loan, count: number): ReadonlyArray<LoanMovement> => [
  drawn(loan),
  ...Result.getOrThrow(standingOf(loan, []))
    .instalments.slice(0, count)
    .map(({ dueOn, interest, number, principal }) => moved(number, { on: dueOn, dueOn, interest, principal }))
]

const debt = (movements: ReadonlyArray<LoanMovement>, day: string, loan = machine) =>
  Result.getOrThrow(debtOn(loan, movements, on(day)))

describe("the debt of a loan by maturity", () => {
  it("is due within one year, within five, and later, as by hand", () => {
    // 11 dates of 2026 paid, 73,000.00 left: 12 dates of 2027, 48 of 2028 to 2031, 13 to January 2033
    assert.deepStrictEqual(debt(paid(machine, 11), "2026-12-31"), {
      source: "loan",
      id: machine.id,
      principal: eur(7_300_000n),
      withinOneYear: eur(1_200_000n),
      oneToFiveYears: eur(4_800_000n),
      beyondFiveYears: eur(1_300_000n),
      overduePrincipal: eur(0n),
      overdueInterest: eur(0n),
      // 16 days from 15 to 31 December (day 30): 15/30 of 730.00
      accruedInterest: eur(36_500n)
    })
  })

  it("has a date that is exactly one or five years later within them", () => {
    const { beyondFiveYears, oneToFiveYears, withinOneYear } = debt(paid(machine, 11), "2026-12-15") ?? {}
    assert.deepStrictEqual([withinOneYear, oneToFiveYears], [eur(1_200_000n), eur(4_800_000n)])
    assert.deepStrictEqual(beyondFiveYears, eur(1_300_000n))
    const before = debt(paid(machine, 11), "2026-12-14")
    assert.deepInclude(before, { withinOneYear: eur(1_200_000n), beyondFiveYears: eur(1_400_000n) })
  })

  it("that fell due and was not paid is within one year, with its interest told apart", () => {
    const late = debt(paid(machine, 10), "2026-12-31")
    assert.deepInclude(late, {
      principal: eur(7_400_000n),
      withinOneYear: eur(1_300_000n),
      overduePrincipal: eur(100_000n),
      overdueInterest: eur(74_000n),
      accruedInterest: eur(36_500n)
    })
    const onTheDay = debt(paid(machine, 10), "2026-12-15")
    assert.deepInclude(onTheDay, { overduePrincipal: eur(100_000n), accruedInterest: eur(0n) })
    const whole = debt([drawn(machine)], "2033-06-30")
    assert.deepInclude(whole, { withinOneYear: eur(8_400_000n), accruedInterest: eur(0n) })
  })

  it("is as it was known to be on the day: what came or was reversed later is not in it", () => {
    const all = paid(machine, 11)
    assert.deepStrictEqual(debt(all, "2026-06-30"), debt(paid(machine, 5), "2026-06-30"))
    assert.isUndefined(debt(all, "2026-01-14"))
    const last = all[11]
    const undone = moved(50, {
      on: on("2027-01-10"),
      dueOn: last?.dueOn ?? null,
      principal: eur(-100_000n),
      interest: eur(-74_000n),
      reverses: last?.id ?? null
    })
    assert.deepStrictEqual(debt([...all, undone], "2026-12-31"), debt(all, "2026-12-31"))
    assert.deepInclude(debt([...all, undone], "2027-01-10"), { overduePrincipal: eur(100_000n) })
  })

  it("has no interest run in a period that was paid in advance, and none once it is repaid", () => {
    const [, , ...rest] = paid(machine, 2)
    const advance = [...paid(machine, 1), ...rest.map((one) => ({ ...one, on: on("2026-02-20") }))]
    assert.deepInclude(debt(advance, "2026-03-01"), { principal: eur(8_200_000n), accruedInterest: eur(0n) })
    const full = [
      ...paid(machine, 1),
      moved(9, { kind: "repayment", on: on("2026-03-01"), principal: eur(8_300_000n) })
    ]
    assert.deepInclude(debt(full, "2026-03-31"), { principal: eur(0n), accruedInterest: eur(0n) })
  })

  it("adds up to what is outstanding, whatever was paid, on every day", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("constant_annuity", "constant_capital", "bullet"),
        fc.constantFrom(1, 3, 6, 12),
        fc.integer({ min: 0, max: 24 }),
        fc.integer({ min: 0, max: 9000 }),
        (method, everyMonths, count, days) => {
          const terms = { ...machine.terms, method, everyMonths, instalments: 24 } as const
          const loan = { ...machine, terms }
          const found = debt(paid(loan, count), addDays(terms.drawnOn, days), loan)
          const { beyondFiveYears, oneToFiveYears, overduePrincipal, principal, withinOneYear } =
            found ?? assert.fail("no debt")
          assert.strictEqual(
            withinOneYear.minor + oneToFiveYears.minor + beyondFiveYears.minor,
            principal.minor
          )
          assert.isTrue(overduePrincipal.minor <= withinOneYear.minor)
        }
      )
    )
  })

  it("of a borrowing of which only the terms are known is that of a loan paid on its days, until it is ended", () => {
    const borrowed = (day: string, endedOn: LocalDate | null = null) =>
      Result.getOrThrow(borrowedOn({ id: machine.id, terms: machine.terms, endedOn }, on(day)))
    assert.deepStrictEqual(borrowed("2026-12-31"), {
      ...(debt(paid(machine, 11), "2026-12-31") ?? assert.fail("no debt")),
      source: "borrowing"
    })
    assert.isUndefined(borrowed("2026-01-14"))
    assert.isUndefined(borrowed("2033-01-15"))
    assert.isUndefined(borrowed("2026-12-31", on("2026-12-31")))
    assert.isDefined(borrowed("2026-12-30", on("2026-12-31")))
  })

  it("is summed by currency", () => {
    const one = debt(paid(machine, 11), "2026-12-31") ?? assert.fail("no debt")
    const dollars = CurrencyCode.make("USD")
    const other = { ...one, principal: money(5n, dollars), withinOneYear: money(5n, dollars) }
    const [euros, usd] = debtSums([one, other, one])
    assert.deepStrictEqual([euros?.principal, usd?.withinOneYear], [eur(14_600_000n), money(5n, dollars)])
    assert.deepStrictEqual(sumsOf([other], EUR).principal, eur(0n))
  })
})

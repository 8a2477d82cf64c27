import { assert, describe, it } from "@effect/vitest"
import * as fc from "fast-check"
import { BankAccountId, BankLineId } from "../../../../domain/finance/banking/model/index.ts"
import {
  type AccountConditions,
  type AccountMovement,
  type BankFee,
  checkFees
} from "../../../../domain/finance/treasury/model/index.ts"
import { addDays, LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../../domain/shared/Money.ts"

const day = (text: string) => LocalDate.make(text)
const id = BankLineId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a31")

interface Moved extends AccountMovement {
  readonly valueDate: LocalDate
}

const moved = (on: string, minor: bigint, label = "VIR", valueDate = on): Moved => ({
  id,
  day: day(on),
  valueDate: day(valueDate),
  minor,
  label
})

/** An account whose statements cover these days. */
const known = (movements: ReadonlyArray<Moved>, first = "2026-01-01", last = "2027-12-31") => ({
  movements,
  told: {
    bankAccountId: BankAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a21"),
    currency: EUR,
    from: day("2026-01-01"),
    to: day("2027-12-31"),
    before: 0n,
    moves: [...Map.groupBy(movements, ({ valueDate }) => valueDate)].map(([on, of]) => ({
      on,
      minor: of.reduce((sum, { minor }) => sum + minor, 0n)
    })),
    spans: [{ from: day(first), to: day(last), opening: null, closing: null }]
  }
})

const monthly: BankFee = {
  kind: "Tenue de compte",
  billedAs: ["Cotisation"],
  everyMonths: 1,
  billed: "within",
  basis: { on: "period", amount: money(1_200n, EUR) }
}

const conditions = (fees: ReadonlyArray<BankFee>, validFrom = "2026-01-01"): AccountConditions => ({
  bankAccountId: BankAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a21"),
  validFrom: day(validFrom),
  fees,
  version: 1
})

const checkOf = (
  fee: BankFee,
  account: Parameters<typeof checkFees>[2],
  others: ReadonlyArray<BankFee> = []
) => {
  const [check] = checkFees(2026, [conditions([fee, ...others])], account)
  return [check?.expected?.minor, check?.billed.minor, check?.difference?.minor, check?.unknown]
}

describe("what a bank bills against what it may", () => {
  it("is an amount for each period, found by its text whatever the case and accents", () => {
    const account = known([
      moved("2026-01-05", -1_500n, "COTISATION MENSUELLE"),
      moved("2026-02-05", -1_200n, "cotisâtion")
    ])
    const checks = checkFees(2026, [conditions([monthly])], account)
    assert.deepStrictEqual(
      checks
        .slice(0, 3)
        .map(({ billed, difference, from, to }) => [from, to, billed.minor, difference?.minor]),
      [
        [day("2026-01-01"), day("2026-01-31"), 1_500n, 300n],
        [day("2026-02-01"), day("2026-02-28"), 1_200n, 0n],
        [day("2026-03-01"), day("2026-03-31"), 0n, -1_200n]
      ]
    )
    assert.strictEqual(checks.length, 12)
  })

  it("is what each movement costs, not under its minimum, and none is counted on a fee", () => {
    const fee: BankFee = {
      kind: "Virements",
      billedAs: ["FRAIS VIR"],
      everyMonths: 3,
      billed: "after",
      basis: {
        on: "operations",
        direction: "debit",
        containing: ["VIR"],
        amount: money(20n, EUR),
        rate: "0.001",
        minimum: money(100n, EUR)
      }
    }
    const account = known([
      moved("2026-01-05", -10_000n),
      moved("2026-03-31", -100_500n),
      moved("2026-02-01", 5_000n),
      moved("2026-02-02", -7_000n, "CARTE"),
      moved("2026-02-03", -1_200n, "Cotisation VIR"),
      moved("2026-04-02", -250n, "FRAIS VIR T1"),
      moved("2026-03-30", -999n, "FRAIS VIR T4"),
      moved("2026-04-10", 29n, "REMBT FRAIS VIR")
    ])
    assert.deepStrictEqual(checkOf(fee, account, [monthly]), [100n + 121n, 221n, 0n, null])
  })

  it("is a share of what moved in the period, halves up", () => {
    const basis = { on: "turnover", direction: "debit", rate: "0.0005", minimum: null } as const
    const fee: BankFee = {
      kind: "Commission de mouvement",
      billedAs: ["COM MVT"],
      everyMonths: 1,
      billed: "within",
      basis
    }
    const account = known([
      moved("2026-01-05", -9_000n),
      moved("2026-01-31", -1_000n),
      moved("2026-01-31", -6n, "COM MVT")
    ])
    assert.deepStrictEqual(checkOf(fee, account), [5n, 6n, 1n, null])
    const least = { ...fee, basis: { ...basis, minimum: money(300n, EUR) } }
    assert.deepStrictEqual(checkOf(least, account), [300n, 6n, -294n, null])
    assert.deepStrictEqual(checkOf(least, known([moved("2026-02-05", -1n)])), [0n, 0n, 0n, null])
  })

  it("is interest on what lacked by value date, rounded once", () => {
    const fee: BankFee = {
      kind: "Agios",
      billedAs: ["AGIOS"],
      everyMonths: 3,
      billed: "after",
      basis: { on: "overdraft", yearlyRate: "0.09", dayCount: "act_360", minimum: null }
    }
    const movements = [
      moved("2026-01-10", -100_000n, "VIR", "2026-01-08"),
      moved("2026-01-20", 100_000n, "VIR", "2026-01-22"),
      moved("2026-04-03", -350n, "AGIOS T1")
    ]
    assert.deepStrictEqual(checkOf(fee, known(movements)), [350n, 350n, 0n, null])
    const [check] = checkFees(2026, [conditions([fee])], known(movements))
    assert.deepStrictEqual(check?.counted, { operations: 14, base: money(1_400_000n, EUR) })
  })

  it("is not said where lines, the balance, or the conditions do not allow it", () => {
    const turnover: BankFee = {
      ...monthly,
      basis: { on: "turnover", direction: "debit", rate: "0.0005", minimum: null }
    }
    const turnoverIn = (first: string, last: string) => checkOf(turnover, known([], first, last))[3]
    assert.strictEqual(turnoverIn("2026-01-02", "2026-12-31"), "days-not-covered")
    assert.strictEqual(turnoverIn("2026-01-01", "2026-01-30"), "days-not-covered")
    assert.strictEqual(turnoverIn("2026-01-01", "2026-01-31"), null)
    const told = { ...known([]).told, before: null }
    assert.strictEqual(checkOf(turnover, { told, movements: [] })[3], "days-not-covered")
    const late = checkFees(2026, [conditions([monthly], "2026-02-15")], known([]))
    assert.deepStrictEqual(
      late.slice(0, 3).map((check) => check.unknown),
      ["no-conditions-yet", "no-conditions-yet", null]
    )
    const changed = checkFees(2026, [conditions([monthly]), conditions([monthly], "2026-02-15")], known([]))
    assert.deepStrictEqual(
      changed.slice(0, 3).map((check) => check.unknown),
      [null, "conditions-changed", null]
    )
  })

  it("counts an overdraft as the balances of each evening do, whatever the dates", () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 89 }), fc.bigInt(-500n, 500n)), { maxLength: 12 }),
        (all) => {
          const movements = all.map(([at, minor]) => moved(addDays(day("2026-01-01"), at), minor))
          const fee: BankFee = {
            ...monthly,
            everyMonths: 3,
            basis: { on: "overdraft", yearlyRate: "0.36", dayCount: "act_360", minimum: null }
          }
          const [check] = checkFees(2026, [conditions([fee])], known(movements))
          const evenings = Array.from({ length: 90 }, (_, at) =>
            all.reduce((sum, [on, minor]) => (on <= at ? sum + minor : sum), 0n)
          )
          const lacking = evenings.filter((balance) => balance < 0n)
          assert.deepStrictEqual(check?.counted, {
            operations: lacking.length,
            base: money(-lacking.reduce((sum, balance) => sum + balance, 0n), EUR)
          })
        }
      ),
      { numRuns: 100 }
    ))
})

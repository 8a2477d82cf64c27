import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import {
  CovenantId,
  covenantOutcome,
  CovenantTestId,
  isAhead,
  latestTest,
  mayTest,
  mayWaive,
  NewCovenant,
  nextTestOn
} from "../../../../domain/finance/financing/model/index.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../../domain/shared/Money.ts"

const on = (day: string) => LocalDate.make(day)
const figures = (over: bigint, under: bigint | null) => ({
  numerator: money(over, EUR),
  denominator: under === null ? null : money(under, EUR)
})
const atMost = (threshold: string) => ({ comparison: "at_most", threshold }) as const
const atLeast = (threshold: string) => ({ comparison: "at_least", threshold }) as const

describe("a covenant measured", () => {
  it("is kept at its threshold and breached by the least beyond it, whatever rounding shows", () => {
    assert.deepStrictEqual(covenantOutcome(atMost("3.5"), figures(700_000n, 200_000n)), {
      value: "3.5000",
      outcome: "met"
    })
    assert.deepStrictEqual(covenantOutcome(atMost("3.5"), figures(700_001n, 200_000n)), {
      value: "3.5000",
      outcome: "breached"
    })
    assert.deepStrictEqual(covenantOutcome(atLeast("0.2"), figures(20_000_000n, 100_000_001n)), {
      value: "0.2000",
      outcome: "breached"
    })
  })

  it("is an amount in units of its currency where nothing divides it", () => {
    assert.deepStrictEqual(covenantOutcome(atLeast("50000"), figures(5_000_000n, null)), {
      value: "50000.0000",
      outcome: "met"
    })
    assert.strictEqual(covenantOutcome(atLeast("50000"), figures(4_999_999n, null)).outcome, "breached")
    assert.deepStrictEqual(covenantOutcome(atMost("-10.05"), figures(-1_005n, null)), {
      value: "-10.0500",
      outcome: "met"
    })
  })

  it("rounds what it shows halves up, below zero too", () => {
    const shown = [20_001n, -20_001n, -20_003n].map(
      (over) => covenantOutcome(atMost("9"), figures(over, 200_000n)).value
    )
    assert.deepStrictEqual(shown, ["0.1000", "-0.1000", "-0.1000"])
    const halves = [1n, -1n, -3n].map((over) => covenantOutcome(atMost("9"), figures(over, 20_000n)).value)
    assert.deepStrictEqual(halves, ["0.0001", "0.0000", "-0.0001"])
  })

  it("is not measurable over a denominator that is not above zero", () => {
    for (const under of [0n, -5n]) {
      assert.deepStrictEqual(covenantOutcome(atMost("3.5"), figures(1n, under)), {
        value: null,
        outcome: "not-measurable"
      })
    }
  })
})

describe("the tests of a covenant", () => {
  const covenant = {
    id: CovenantId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1c11"),
    testDates: [on("2026-06-30"), on("2026-12-31")],
    endedOn: null,
    warnDays: 30
  }

  it("are made on its own days once they are over, and not after its end", () => {
    const because = (day: string, today: string, endedOn: LocalDate | null = null) => {
      const may = mayTest({ ...covenant, endedOn }, on(day), on(today))
      return Result.isFailure(may) ? may.failure.because : "may"
    }
    assert.strictEqual(because("2026-06-30", "2026-07-01"), "may")
    assert.strictEqual(because("2026-06-30", "2026-06-30"), "not-over")
    assert.strictEqual(because("2026-06-29", "2026-07-01"), "not-a-test-day")
    assert.strictEqual(because("2026-12-31", "2027-01-01", on("2026-12-30")), "ended")
    assert.strictEqual(because("2026-12-31", "2027-01-01", on("2026-12-31")), "may")
  })

  it("have a next day, from today on, until its end; near from its days of warning on", () => {
    const next = (today: string, endedOn: LocalDate | null = null) =>
      nextTestOn({ ...covenant, endedOn }, on(today))
    assert.deepStrictEqual(
      [next("2026-06-30"), next("2026-07-01"), next("2027-01-01"), next("2026-07-01", on("2026-12-30"))],
      [on("2026-06-30"), on("2026-12-31"), null, null]
    )
    assert.isTrue(isAhead(covenant, on("2026-12-31"), on("2026-12-01")))
    assert.isFalse(isAhead(covenant, on("2026-12-31"), on("2026-11-30")))
  })

  it("count the latest of a day, whose breach alone is waived, once", () => {
    const test = (last: number, outcome: "breached" | "met", waived = false) => ({
      id: CovenantTestId.make(`019ab1c2-7d3e-7f40-8a51-3f0f6b9c1c2${last}`),
      on: on("2026-06-30"),
      outcome,
      waiver: waived ? { on: on("2026-07-15"), reason: "Lettre" } : null
    })
    const [first, second] = [test(1, "breached"), test(2, "breached")]
    assert.strictEqual(latestTest([first, second], on("2026-06-30")), second)
    assert.isUndefined(latestTest([first, second], on("2026-12-31")))
    const from = (all: ReadonlyArray<typeof first>, one: typeof first) => {
      const may = mayWaive(all, one)
      return Result.isFailure(may) ? may.failure.from : "may"
    }
    assert.strictEqual(from([first, second], second), "may")
    assert.strictEqual(from([first, second], first), "superseded")
    assert.strictEqual(from([test(3, "met")], test(3, "met")), "met")
    assert.strictEqual(from([test(4, "breached", true)], test(4, "breached", true)), "waived")
  })

  it("have days in their order, and a denominator for a ratio alone", () => {
    const takes = Schema.is(NewCovenant)
    const amount = {
      label: "Trésorerie",
      definition: "",
      form: "amount",
      comparison: "at_least",
      threshold: "1000",
      measure: { numerator: [{ accounts: "512", side: "debit" }], denominator: null },
      testDates: covenant.testDates,
      warnDays: 30
    }
    assert.isTrue(takes(amount))
    assert.isFalse(takes({ ...amount, form: "ratio" }))
    assert.isFalse(takes({ ...amount, testDates: covenant.testDates.toReversed() }))
    assert.isFalse(takes({ ...amount, testDates: [on("2026-06-30"), on("2026-06-30")] }))
    assert.isFalse(takes({ ...amount, testDates: [] }))
    assert.isFalse(takes({ ...amount, threshold: "1.00001" }))
  })
})

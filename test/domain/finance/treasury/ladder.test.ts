import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import {
  contractFlows,
  type Flow,
  type FlowKind,
  ladderOf,
  outstandingOn
} from "../../../../domain/finance/treasury/model/index.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../../domain/shared/Money.ts"

const day = (text: string) => LocalDate.make(text)
const flow = (on: string, kind: FlowKind, minor: bigint): Flow => ({
  day: day(on),
  kind,
  minor,
  currency: EUR
})

describe("the ladder of value dates", () => {
  it("takes what has a value to come off the opening, and what is overdue on its first day", () => {
    const flows = [
      flow("2026-11-25", "booked", 300n),
      flow("2026-11-20", "payable", -500n),
      flow("2026-11-23", "pending", -100n),
      flow("2026-11-25", "batch", -900n),
      flow("2026-12-24", "due", -1n)
    ]
    const ladder = ladderOf(EUR, 1_000n, flows, day("2026-11-23"), 30)
    assert.deepStrictEqual(
      [ladder.opening.minor, ladder.closing.minor, ladder.to],
      [700n, -500n, "2026-12-23"]
    )
    assert.deepStrictEqual(
      ladder.days.map(({ closing, day: on, flows: of, overdue }) => [
        on,
        of.length,
        overdue.minor,
        closing.minor
      ]),
      [
        ["2026-11-23", 2, -500n, 100n],
        ["2026-11-25", 2, 0n, -500n]
      ]
    )
    assert.deepStrictEqual([ladder.lowest.day, ladder.lowest.balance.minor], ["2026-11-25", -500n])
  })

  it("opens with what is booked where nothing moves", () => {
    const { closing, days, lowest } = ladderOf(EUR, 5n, [], day("2028-02-28"), 1)
    assert.deepStrictEqual([closing.minor, days.length, lowest.day], [5n, 0, "2028-02-28"])
  })
})

const terms = {
  principal: money(5_000_000n, EUR),
  yearlyRate: "0.025",
  method: "bullet",
  dayCount: "act_360",
  drawnOn: day("2026-12-01"),
  firstDueOn: day("2027-03-01"),
  instalments: 1,
  everyMonths: 3
} as const

describe("an investment or a borrowing of the register", () => {
  it("goes out and comes back with its interest; a borrowing the other way", () => {
    const flows = Result.getOrThrow(contractFlows({ kind: "investment", terms, endedOn: null }))
    assert.deepStrictEqual(
      flows.map(({ amount, on }) => [on, amount.minor]),
      [
        ["2026-12-01", -5_000_000n],
        ["2027-03-01", 5_031_250n]
      ]
    )
    const owed = Result.getOrThrow(contractFlows({ kind: "borrowing", terms, endedOn: null }))
    assert.deepStrictEqual(
      owed.map(({ amount }) => amount.minor),
      [5_000_000n, -5_031_250n]
    )
  })

  it("is out between its dates, and no more after an early end", () => {
    const flows = Result.getOrThrow(contractFlows({ kind: "investment", terms, endedOn: null }))
    const out = (endedOn: string | null, on: string) =>
      outstandingOn({ terms, endedOn: endedOn === null ? null : day(endedOn) }, flows, day(on)).minor
    assert.deepStrictEqual(
      [out(null, "2026-11-30"), out(null, "2026-12-01"), out(null, "2027-02-28"), out(null, "2027-03-01")],
      [0n, 5_000_000n, 5_000_000n, 0n]
    )
    assert.deepStrictEqual(
      [out("2027-01-15", "2027-01-14"), out("2027-01-15", "2027-01-15")],
      [5_000_000n, 0n]
    )
    const short = Result.getOrThrow(contractFlows({ kind: "investment", terms, endedOn: day("2027-01-15") }))
    assert.strictEqual(short.length, 1)
  })
})

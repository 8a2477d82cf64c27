import { assert, describe, it } from "@effect/vitest"
import { AccountCode, EntryId } from "../../../../domain/finance/accounting/model/index.ts"
import { type ClearingLine, firstBreak } from "../../../../domain/finance/suite/model/index.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../../domain/shared/Money.ts"

const line = (nth: number, minor: bigint, account = "511"): ClearingLine => ({
  entryId: EntryId.make(`019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a0${nth}`),
  date: LocalDate.make(`2026-11-0${nth}`),
  order: String(nth),
  account: AccountCode.make(account),
  open: money(minor, EUR),
  eventId: `payment:${nth}`
})

interface Case {
  readonly name: string
  readonly lines: ReadonlyArray<ClearingLine>
  readonly event?: string
  readonly left?: bigint
}

const cases: ReadonlyArray<Case> = [
  { name: "nothing was put there", lines: [] },
  { name: "everything left again", lines: [line(1, 500n), line(2, -300n), line(3, -200n)] },
  { name: "it is matched by lettering", lines: [line(1, 0n)] },
  { name: "it stays", lines: [line(1, 500n)], event: "payment:1", left: 500n },
  {
    name: "one came back and the next did not",
    lines: [line(1, 500n), line(2, -500n), line(3, 700n)],
    event: "payment:3",
    left: 700n
  },
  { name: "a part came back", lines: [line(1, 500n), line(2, -400n)], event: "payment:1", left: 100n },
  {
    name: "more left than came",
    lines: [line(1, 500n), line(2, -500n), line(3, -1n)],
    event: "payment:3",
    left: -1n
  },
  {
    name: "another account makes up for it",
    lines: [line(1, 500n), line(2, -500n, "581")],
    event: "payment:1",
    left: 500n
  },
  {
    name: "lines come in no order",
    lines: [line(3, 700n), line(1, 500n), line(2, -500n)],
    event: "payment:3",
    left: 700n
  }
]

describe("conservation of money", () => {
  it.each(cases)("when $name", ({ event, left, lines }) => {
    const broken = firstBreak(lines)
    assert.deepStrictEqual([broken?.line.eventId, broken?.left.minor], [event, left])
  })
})

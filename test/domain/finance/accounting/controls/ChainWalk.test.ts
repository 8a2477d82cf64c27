import { assert, describe, it } from "@effect/vitest"
import * as fc from "fast-check"
import {
  type ChainHead,
  chainsOf,
  FiscalYearId,
  JournalId,
  type LinkRange,
  type RangeVerdict,
  rangesOf,
  walked,
  walkOf
} from "../../../../../domain/finance/accounting/model/index.ts"

/** A chain in memory: the number, the hash it carries, and the hash before it that this hash was made with. */
interface Link {
  readonly number: number
  readonly hash: string
  readonly made: string
}

const year = FiscalYearId.make("019a5b1c-2d3e-7f40-8a51-6b7c8d9e0f10")

const journalId = (nth: number) =>
  JournalId.make(`019a5b1c-2d3e-7f40-8a51-6b7c8d9e0f${nth.toString(16).padStart(2, "0")}`)

const intact = (length: number): ReadonlyArray<Link> =>
  Array.from({ length }, (_, at) => ({
    number: at + 1,
    hash: `h${at + 1}`,
    made: at === 0 ? "" : `h${at}`
  }))

const headOf = (nth: number, length: number, links: ReadonlyArray<Link>): ChainHead => ({
  journal: `J${nth}`,
  journalId: journalId(nth),
  fiscalYearId: year,
  first: 1,
  lastNumber: length,
  lastHash: length === 0 ? "" : `h${length}`,
  foundNumber: links.at(-1)?.number ?? 0,
  checks: "chain"
})

/** What a store answers of a range. */
const verdictOf = (links: ReadonlyArray<Link>, { after, previous, to }: LinkRange): RangeVerdict => {
  const read = links.filter(({ number }) => number > after && number <= to)
  const numbers = new Set(read.map(({ number }) => number))
  const gap = Array.from({ length: Math.max(0, to - after) }, (_, at) => after + 1 + at).find(
    (number) => !numbers.has(number)
  )
  const stored = previous ?? links.find(({ number }) => number === after)?.hash
  const changed = read.find(({ made }, at) => made !== (read[at - 1]?.hash ?? stored))
  return {
    entries: read.length,
    missing: gap ?? null,
    changed: changed?.number ?? null,
    lastHash: read.at(-1)?.hash ?? null,
    lines: 0,
    unbalanced: 0,
    firstUnbalanced: null
  }
}

const walkThrough = (
  chains: ReadonlyArray<{ length: number; links: ReadonlyArray<Link> }>,
  links: number
) => {
  let walk = walkOf(chains.map((chain, nth) => headOf(nth, chain.length, chain.links)))
  let ranges = 0
  while (walk.heads.length > 0) {
    assert.isBelow(++ranges, 1000)
    const next = rangesOf(walk, links)
    assert.isAtMost(
      next.reduce((sum, { after, to }) => sum + Math.max(0, to - after), 0),
      links
    )
    walk = walked(
      walk,
      next,
      next.map((range) =>
        verdictOf(chains.find((_, nth) => journalId(nth) === range.head.journalId)?.links ?? [], range)
      )
    )
  }
  return chainsOf(walk)
}

const chain = fc.nat(20).chain((length) =>
  fc.record({
    length: fc.constant(length),
    links: fc
      .record({ at: fc.nat(19), what: fc.constantFrom("none", "none", "change", "delete", "cut", "add") })
      .map(({ at, what }) => {
        const links = intact(length)
        if (what === "change") return links.map((one, nth) => (nth === at ? { ...one, made: "x" } : one))
        if (what === "delete") return links.filter((_, nth) => nth !== at)
        if (what === "cut") return links.slice(0, at)
        if (what === "add") return [...links, { number: length + 1, hash: "y", made: `h${length}` }]
        return links
      })
  })
)

describe("a walk along chains", () => {
  it("finds the same in ranges of any size as at once", () =>
    fc.assert(
      fc.property(fc.array(chain, { maxLength: 6 }), fc.integer({ min: 1, max: 30 }), (chains, links) => {
        const breaks = (size: number) => walkThrough(chains, size).map((one) => [one.journal, one.break])
        assert.deepStrictEqual(breaks(links), breaks(1_000_000))
      })
    ))

  it("names the first number that does not hold", () => {
    const of = (links: ReadonlyArray<Link>) => walkThrough([{ length: 9, links }], 2)[0]?.break
    const whole = intact(9)
    assert.isNull(of(whole) ?? null)
    assert.deepStrictEqual(of(whole.filter(({ number }) => number !== 4)), { number: 4, reason: "missing" })
    assert.deepStrictEqual(of(whole.slice(0, 6)), { number: 7, reason: "missing" })
    assert.deepStrictEqual(of(whole.map((one) => (one.number === 5 ? { ...one, hash: "z" } : one))), {
      number: 6,
      reason: "changed"
    })
    assert.deepStrictEqual(of(whole.map((one) => (one.number === 9 ? { ...one, hash: "z" } : one))), {
      number: 9,
      reason: "changed"
    })
    assert.deepStrictEqual(of([...whole, { number: 10, hash: "y", made: "h9" }]), {
      number: 10,
      reason: "unknown"
    })
  })
})

import { assert, describe, it } from "@effect/vitest"
import {
  type SentAddition,
  type VirtualIban,
  whichWasAdded
} from "../../../../domain/finance/banking/model/index.ts"

const shown = (...references: ReadonlyArray<string>): ReadonlyArray<VirtualIban> =>
  references.map((reference) => ({
    reference,
    iban: `FR-${reference}`,
    bic: "SIMUFRP1XXX",
    label: null,
    state: { is: "enabled", word: "Enabled" }
  }))

const lost = (id: string, sentAt: bigint, seenBefore: ReadonlyArray<string>): SentAddition => ({
  id,
  sentAt,
  seenBefore,
  lost: true
})

const none: ReadonlySet<string> = new Set()
const tagOf = (...asked: Parameters<typeof whichWasAdded>) => {
  const found = whichWasAdded(...asked)
  return found._tag === "Found" ? found.iban.reference : found._tag
}

describe("which virtual IBAN came of a lost addition", () => {
  const first = lost("1", 1n, ["a"])
  const second = lost("2", 2n, ["a", "b"])

  it("is the one that was not there before; none says that it never arrived", () => {
    assert.strictEqual(tagOf(first, [first], shown("a", "b"), none), "b")
    assert.strictEqual(tagOf(first, [first], shown("a"), none), "Absent")
    assert.strictEqual(tagOf(first, [first], shown("a", "b"), new Set(["b"])), "Absent")
  })

  it("is not decided where somebody else may have made one of two", () =>
    assert.strictEqual(tagOf(first, [first], shown("a", "b", "c"), none), "Undecided"))

  it("is decided for the newest first, and for nobody while another is on its way", () => {
    const open = [first, second]
    assert.strictEqual(tagOf(first, open, shown("a", "b", "c"), none), "Undecided")
    assert.strictEqual(tagOf(second, open, shown("a", "b", "c"), none), "c")
    assert.strictEqual(tagOf(first, [first], shown("a", "b", "c"), new Set(["c"])), "b")
    const onItsWay = { ...second, lost: false }
    assert.strictEqual(tagOf(first, [first, onItsWay], shown("a", "b"), none), "Undecided")
  })

  it("gives no IBAN to two, in whatever order they are asked for", () => {
    for (const order of [
      [first, second],
      [second, first]
    ]) {
      const taken = new Set<string>()
      let open: ReadonlyArray<SentAddition> = [first, second]
      for (const mine of [...order, ...order]) {
        if (!open.includes(mine)) continue
        const found = whichWasAdded(mine, open, shown("a", "b", "c"), taken)
        if (found._tag !== "Found") continue
        assert.isFalse(taken.has(found.iban.reference))
        taken.add(found.iban.reference)
        open = open.filter((one) => one !== mine)
      }
      assert.deepStrictEqual([...taken].toSorted(), ["b", "c"])
    }
  })
})

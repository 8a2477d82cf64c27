import { assert, describe, it } from "@effect/vitest"
import * as fc from "fast-check"
import {
  keyedLines,
  type ParsedLine,
  type ParsedStatement,
  planImport
} from "../../../../domain/finance/banking/model/index.ts"
import { balance, imported, line, noReferences, nothing, statement } from "./banking.ts"

const keys = (statements: ReadonlyArray<ParsedStatement>) => keyedLines(statements).map(({ key }) => key)
const stored = (files: ReadonlyArray<ReadonlyArray<ParsedStatement>>) =>
  files
    .reduce(imported, nothing)
    .lines.map(({ key, status }) => `${status} ${key}`)
    .toSorted()

describe("planImport", () => {
  it("adds nothing twice when the same file comes again", () => {
    const file = [
      statement([
        line(2, -1250n, "CB BOULANGERIE"),
        line(2, -1250n, "CB BOULANGERIE"),
        line(3, 90000n, "VIR CLIENT")
      ])
    ]
    const plan = planImport(imported(nothing, file), file)
    assert.deepStrictEqual([plan.added.length, plan.duplicates.length, plan.settled.length], [0, 3, 0])
  })

  it("keeps identical lines apart by counting them", () => {
    assert.strictEqual(new Set(keys([statement([line(2, -1250n, "CAFE"), line(2, -1250n, "CAFE")])])).size, 2)
  })

  it("counts through the pages of a day, and not through a copy or an overlap", () => {
    const coffee = line(2, -100n, "CAFE")
    const page = (opening: bigint, sequence: string) =>
      statement([coffee], {
        statementId: "X",
        sequence,
        opening: balance(2, opening),
        closing: balance(2, opening - 100n)
      })
    assert.strictEqual(new Set(keys([page(1000n, "1"), page(900n, "2")])).size, 2)
    assert.strictEqual(new Set(keys([page(1000n, "1"), page(1000n, "1")])).size, 1)
    const overlap = (from: number, to: number) =>
      statement([coffee], { opening: balance(from, 0n), closing: balance(to, 0n) })
    assert.strictEqual(new Set(keys([overlap(1, 15), overlap(1, 31)])).size, 1)
  })

  it("tells lines with a bank's id apart by it, whatever their label", () => {
    const [one, same, other] = keys([
      statement([line(2, -100n, "CAFE", { bankId: "A1" })]),
      statement([line(2, -100n, "CAFE DE LA GARE", { bankId: "A1" })]),
      statement([line(2, -100n, "CAFE", { bankId: "A2" })])
    ])
    assert.strictEqual(one, same)
    assert.notStrictEqual(one, other)
  })

  const label = fc.constantFrom("CAFE", "CB BRICO", "VIR CLIENT")
  const movement = fc
    .record({ day: fc.integer({ min: 1, max: 12 }), minor: fc.bigInt(-3n, 3n), label })
    .map(({ day, label: text, minor }) => line(day, minor, text))
  const month = fc
    .array(movement, { maxLength: 60 })
    .map((lines) =>
      lines.toSorted((a, b) => (a.bookingDate < b.bookingDate ? -1 : a.bookingDate > b.bookingDate ? 1 : 0))
    )
  const within = (lines: ReadonlyArray<ParsedLine>, from: number, to: number) =>
    statement(
      lines.filter(
        ({ bookingDate }) => Number(bookingDate.slice(8)) >= from && Number(bookingDate.slice(8)) <= to
      )
    )

  it("any cut of a month into overlapping files of whole days, in any order, gives the month once", () => {
    fc.assert(
      fc.property(
        month,
        fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 6 })), { maxLength: 6 }),
        fc.array(fc.nat(), { minLength: 9, maxLength: 9 }),
        (lines, windows, ranks) => {
          const files = [[1, 4], [4, 8], [8, 12], ...windows.map(([from, length]) => [from, from + length])]
            .map(([from = 1, to = 12]) => [within(lines, from, to)])
            .map((file, index) => ({ file, rank: ranks[index] ?? 0 }))
            .toSorted((a, b) => a.rank - b.rank)
            .map(({ file }) => file)
          assert.deepStrictEqual(stored(files), stored([[within(lines, 1, 12)]]))
        }
      )
    )
  })

  it("lines with ids may be cut anywhere", () => {
    fc.assert(
      fc.property(month, fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { maxLength: 6 }), (lines, windows) => {
        const named = lines.map((one, index) => ({ ...one, bankId: `ID${index}` }))
        const files = [
          ...windows.map(([from, length]) => named.slice(from, from + length)),
          named.slice(20),
          named.slice(0, 25)
        ]
        assert.deepStrictEqual(stored(files.map((file) => [statement(file)])), stored([[statement(named)]]))
      })
    )
  })

  it("a pending line and its booked twin are one, whichever comes first", () => {
    const pending = [statement([line(5, -4990n, "CARTE X1234 BRICO DEPOT NIMES", { status: "pending" })])]
    const booked = [statement([line(7, -4990n, "PAIEMENT CB BRICO DEPOT 0501")])]
    const first = stored([pending, booked])
    assert.strictEqual(first.length, 1)
    assert.match(first[0] ?? "", /^booked/)
    assert.deepStrictEqual(stored([booked, pending]), first)
    assert.deepStrictEqual(stored([pending, booked, pending, booked]), first)
    assert.deepStrictEqual(stored([[...pending, ...booked]]), first)
  })

  it("a pending line with the same key as its twin becomes booked in place", () => {
    const one = line(5, -4990n, "PRLV ORANGE", { bankId: "A9" })
    const known = imported(nothing, [statement([{ ...one, status: "pending" }])])
    const plan = planImport(known, [statement([one])])
    assert.deepStrictEqual(
      plan.settled.map(({ by, pending }) => by === pending),
      [true]
    )
    assert.strictEqual(stored([[statement([{ ...one, status: "pending" }])], [statement([one])]]).length, 1)
  })

  it("does not take one booked line for two pending ones", () => {
    const pending = line(5, -250n, "CARTE CAFE GARE", { status: "pending" })
    const files = [[statement([pending, pending])], [statement([line(6, -250n, "CB CAFE GARE")])]]
    assert.deepStrictEqual(
      stored(files).map((text) => text.split(" ")[0]),
      ["booked", "pending"]
    )
    assert.deepStrictEqual(stored(files.toReversed()), stored(files))
  })

  it("keeps payments with different end-to-end references, accounts or dates apart", () => {
    const known = imported(nothing, [
      statement([
        line(5, -250n, "PRLV SEPA EDF", {
          status: "pending",
          references: { ...noReferences, endToEnd: "E1" }
        })
      ])
    ])
    const others = [
      line(6, -250n, "PRLV SEPA EDF", { references: { ...noReferences, endToEnd: "E2" } }),
      line(6, -251n, "PRLV SEPA EDF"),
      line(20, -250n, "PRLV SEPA EDF"),
      line(6, -250n, "PRLV SEPA ORANGE")
    ]
    assert.deepStrictEqual(planImport(known, [statement(others)]).settled, [])
  })

  it("reports the break that a file brings, once, and none where it fills the gap", () => {
    const january = statement([], { opening: balance(1, 0n), closing: balance(10, 100n) })
    const later = statement([], { opening: balance(20, 300n), closing: balance(31, 400n) })
    const between = statement([], { opening: balance(10, 100n), closing: balance(20, 300n) })
    const known = imported(nothing, [january])
    assert.deepStrictEqual(
      planImport(known, [later]).breaks.map(({ next, previous }) => [previous.minor, next.minor]),
      [[100n, 300n]]
    )
    const both = imported(known, [later])
    assert.deepStrictEqual(planImport(both, [later]).breaks, [])
    assert.deepStrictEqual(planImport(both, [between]).breaks, [])
  })

  it("strings statements of one day by their amounts and ignores overlapping ones", () => {
    const day = (opening: bigint, closing: bigint) =>
      statement([], { opening: balance(5, opening), closing: balance(5, closing) })
    assert.deepStrictEqual(
      planImport(nothing, [day(30n, 40n), day(10n, 20n), day(20n, 30n)]).breaks.length,
      1
    )
    assert.deepStrictEqual(
      planImport(imported(nothing, [statement([], { opening: balance(1, 0n), closing: balance(4, 10n) })]), [
        day(30n, 40n),
        day(10n, 20n),
        day(20n, 30n)
      ]).breaks,
      []
    )
    const wide = statement([], { opening: balance(1, 0n), closing: balance(31, 50n) })
    const inner = statement([], { opening: balance(8, 7n), closing: balance(9, 9n) })
    assert.deepStrictEqual(planImport(nothing, [wide, inner]).breaks, [])
  })
})

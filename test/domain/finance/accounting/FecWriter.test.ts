import { assert, describe, it } from "@effect/vitest"
import { Option, Result } from "effect"
import * as fc from "fast-check"
import {
  fecCharsets,
  fecFileName,
  fecLineEnds,
  fecSeparators,
  FecWriter,
  parseFecFileName,
  type FecLine,
  type FecLineRefused,
  type FecWriteOptions
} from "../../../../domain/finance/accounting/model/index.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { Siren } from "../../../../domain/shared/Siren.ts"
import { syntheticFec } from "../../../../bench/fec/syntheticFec.ts"
import { checkAll, fecEntries } from "./support/fecArbitrary.ts"

const write = (lines: Iterable<FecLine>, options: FecWriteOptions) => {
  const writer = new FecWriter(options)
  const body = Result.getOrThrow(writer.push(lines))
  const { bytes, summary } = Result.getOrThrow(writer.end())
  return { bytes: new Uint8Array([...body, ...bytes]), summary }
}

const placeOf = ({ rule, line, column, name }: FecLineRefused) => [rule, line, column, name]

const day = LocalDate.make("2025-01-31")

const plain: FecLine = {
  journalCode: "VE",
  journalLabel: "Ventes",
  entryNumber: "1",
  entryDate: day,
  account: "411000",
  accountLabel: "Clients",
  auxiliary: "",
  auxiliaryLabel: "",
  pieceRef: "F1",
  pieceDate: day,
  label: "Facture",
  debit: 123_405n,
  credit: 0n,
  lettering: "",
  letteringDate: null,
  validDate: day,
  currencyMinor: null,
  currency: ""
}
const counterpart: FecLine = { ...plain, account: "707000", debit: 0n, credit: 123_405n }

const fieldsOf = (line: FecLine, options: Partial<FecWriteOptions> = {}) => {
  const { bytes, summary } = write([line, { ...counterpart, debit: line.credit, credit: line.debit }], {
    charset: "UTF-8",
    separator: "\t",
    ...options
  })
  return { fields: new TextDecoder().decode(bytes).split("\r\n")[1]?.split("\t") ?? [], summary }
}

describe("FEC writer", () => {
  it("writes lines that the checker accepts, whatever the texts, in every charset, separator and line end", () => {
    const options = fc.record({
      charset: fc.constantFrom(...fecCharsets),
      separator: fc.constantFrom(...fecSeparators),
      lineEnd: fc.constantFrom(...fecLineEnds),
      cashColumns: fc.constantFrom(0 as const, 3 as const, 4 as const)
    })
    fc.assert(
      fc.property(fecEntries(), options, (lines, chosen) => {
        const { bytes, summary } = write(lines, chosen)
        const report = checkAll(bytes)
        assert.deepStrictEqual(report.errors, [])
        assert.isTrue(report.valid)
        assert.strictEqual(report.lines, lines.length)
        assert.strictEqual(summary.lines, lines.length)
        assert.strictEqual(report.totals.debit, report.totals.credit)
        assert.notProperty(report.counts, "field.control-character")
      }),
      { numRuns: 500 }
    )
  })

  it("writes the header, dates AAAAMMJJ and amounts with a comma", () => {
    const { bytes } = write([plain, counterpart], { charset: "ISO-8859-15", separator: "|" })
    assert.strictEqual(
      new TextDecoder().decode(bytes),
      "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|" +
        "EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise\r\n" +
        "VE|Ventes|1|20250131|411000|Clients|||F1|20250131|Facture|1234,05|0,00|||20250131||\r\n" +
        "VE|Ventes|1|20250131|707000|Clients|||F1|20250131|Facture|0,00|1234,05|||20250131||\r\n"
    )
  })

  it("writes cents, units, negatives and the largest amounts exactly", () => {
    const amounts: ReadonlyArray<readonly [bigint, string]> = [
      [1n, "0,01"],
      [10n, "0,10"],
      [99n, "0,99"],
      [100n, "1,00"],
      [-5n, "-0,05"],
      [-12_345n, "-123,45"],
      [9_000_000_000_000_000_000n, "90000000000000000,00"]
    ]
    for (const [minor, text] of amounts)
      assert.strictEqual(fieldsOf({ ...plain, debit: minor }).fields[11], text)
  })

  it("gives each currency its own decimals", () => {
    const cases: ReadonlyArray<readonly [string, string]> = [
      ["USD", "-12,34"],
      ["JPY", "-1234"],
      ["TND", "-1,234"]
    ]
    for (const [currency, text] of cases) {
      assert.deepStrictEqual(fieldsOf({ ...plain, currency, currencyMinor: -1_234n }).fields.slice(16), [
        text,
        currency
      ])
    }
  })

  it("makes separators and control characters a space, drops invisible ones, trims", () => {
    const cases: ReadonlyArray<readonly [string, string]> = [
      ["a\tb", "a b"],
      ["a|b", "a b"],
      ["a\r\nb\u0000c", "a b c"],
      ["  a ", "a"],
      ["a\u200bb\ufeff", "ab"],
      ["e\u0301te\u0301", "été"],
      ["a\u2028b", "a b"],
      ["\ud83d seul", "? seul"],
      ["x".repeat(1_500), "x".repeat(1_000)]
    ]
    for (const [label, text] of cases)
      assert.strictEqual(fieldsOf({ ...plain, label }).fields[10], text, label)
  })

  it("replaces what ISO-8859-15 lacks, and counts it", () => {
    const cases: ReadonlyArray<readonly [string, string, number]> = [
      ["Été à l'œuvre, 5 € n° 2 Žižka Ÿ", "Été à l'œuvre, 5 € n° 2 Žižka Ÿ", 0],
      ["l’avoir “net” – 3…", 'l\'avoir "net" - 3...', 5],
      ["Łódź ő ﬁn ½", "Lódz o fin 1/2", 5],
      ["日本 🙂 ｜", "?? ? ?", 4]
    ]
    for (const [label, text, replaced] of cases) {
      const { bytes, summary } = write([{ ...plain, label }, counterpart], {
        charset: "ISO-8859-15",
        separator: "\t"
      })
      const latin = new TextDecoder("iso-8859-15").decode(bytes).split("\r\n")[1]?.split("\t")[10]
      assert.strictEqual(latin, text)
      assert.strictEqual(summary.replaced, replaced, label)
    }
  })

  it("refuses a line without a required text, and an unbalanced entry, with their place", () => {
    const refusal = (lines: ReadonlyArray<FecLine>) => {
      const writer = new FecWriter({ charset: "UTF-8", separator: "\t" })
      const pushed = writer.push(lines)
      if (Result.isFailure(pushed)) return placeOf(pushed.failure)
      const ended = writer.end()
      return Result.isFailure(ended) ? placeOf(ended.failure) : []
    }
    assert.deepStrictEqual(refusal([plain, { ...counterpart, label: " | " }]), [
      "field.required",
      3,
      11,
      "EcritureLib"
    ])
    assert.deepStrictEqual(refusal([{ ...plain, entryNumber: "\t" }]), [
      "field.required",
      2,
      3,
      "EcritureNum"
    ])
    assert.deepStrictEqual(refusal([{ ...plain, account: "" }]), ["field.required", 2, 5, "CompteNum"])
    assert.deepStrictEqual(refusal([{ ...plain, accountLabel: "" }]), ["field.required", 2, 6, "CompteLib"])
    assert.deepStrictEqual(refusal([plain, counterpart, { ...plain, entryNumber: "2" }]), [
      "entry.unbalanced",
      4,
      12,
      "Debit"
    ])
    assert.deepStrictEqual(refusal([plain, { ...plain, entryNumber: "2" }]), [
      "entry.unbalanced",
      2,
      12,
      "Debit"
    ])
  })

  it("stays refused once refused", () => {
    const writer = new FecWriter({ charset: "UTF-8", separator: "\t" })
    const refused = writer.push([plain, { ...plain, account: "" }])
    assert.isTrue(Result.isFailure(refused))
    assert.deepStrictEqual(writer.push([]), refused)
    assert.deepStrictEqual(writer.push([plain, counterpart]), refused)
    assert.isTrue(Result.isFailure(writer.end()))
  })

  it("writes the header alone when there is no line", () => {
    const { bytes, summary } = write([], { charset: "UTF-8-BOM", separator: "\t" })
    assert.deepStrictEqual(bytes.slice(0, 3), Uint8Array.of(0xef, 0xbb, 0xbf))
    assert.deepStrictEqual(summary, { lines: 0, debit: 0n, credit: 0n, replaced: 0 })
  })

  it("writes the same bytes in one batch or many", () => {
    const lines = [...syntheticFec(90)]
    const writer = new FecWriter({ charset: "ISO-8859-15", separator: "\t" })
    const parts = lines.map((line) => Result.getOrThrow(writer.push([line])))
    assert.deepStrictEqual(
      Uint8Array.from(parts.flatMap((part) => [...part])),
      write(lines, { charset: "ISO-8859-15", separator: "\t" }).bytes
    )
    assert.isTrue(checkAll(write(lines, { charset: "ISO-8859-15", separator: "\t" }).bytes).valid)
  })
})

describe("FEC file name", () => {
  const siren = Siren.make("732829320")

  it("is made of the SIREN and the year end, and read back", () => {
    const name = fecFileName(siren, LocalDate.make("2025-12-31"))
    assert.strictEqual(name, "732829320FEC20251231.txt")
    assert.deepStrictEqual(
      parseFecFileName(name),
      Option.some({ digits: "732829320", siren, yearEnd: LocalDate.make("2025-12-31") })
    )
  })

  it("is refused in any other form", () => {
    for (const name of [
      "732829320FEC20250230.txt",
      "73282932FEC20251231.txt",
      "732829320FEC20251231.csv",
      "x",
      ""
    ]) {
      assert.isTrue(Option.isNone(parseFecFileName(name)), name)
    }
  })
})

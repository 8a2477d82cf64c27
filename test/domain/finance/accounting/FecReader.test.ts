import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import * as fc from "fast-check"
import {
  cleanFecText,
  fecColumns,
  FecReader,
  FecWriter,
  type FecCharset,
  type FecLine,
  type FecReadOptions
} from "../../../../domain/finance/accounting/model/index.ts"
import { cutAt, fecEntries } from "./support/fecArbitrary.ts"

const readAll = (bytes: Uint8Array, options: FecReadOptions = {}, cuts: ReadonlyArray<number> = []) => {
  const reader = new FecReader(options)
  const entries = cutAt(bytes, cuts).flatMap((chunk) => [...reader.push(chunk)])
  const { entries: last, preview } = reader.end()
  return { entries: [...entries, ...last], preview }
}

const header = fecColumns.map((column) => column.name).join("|")
const bytesOf = (...rows: ReadonlyArray<string>) => new TextEncoder().encode([header, ...rows, ""].join("\n"))
const row = (
  entry: string,
  account: string,
  debit: string,
  credit: string,
  more: Partial<Record<string, string>> = {}
) =>
  fecColumns
    .map(({ name }) => {
      const usual: Partial<Record<string, string>> = {
        JournalCode: "VE",
        JournalLib: "Ventes",
        EcritureNum: entry,
        EcritureDate: "20250110",
        CompteNum: account,
        CompteLib: `Compte ${account}`,
        PieceRef: "F1",
        PieceDate: "20250110",
        EcritureLib: "Facture",
        Debit: debit,
        Credit: credit,
        ValidDate: "20250131"
      }
      return more[name] ?? usual[name] ?? ""
    })
    .join("|")

/** A line as any charset can give it back. */
const cleaned = (line: FecLine, charset: FecCharset): FecLine => {
  const text = (one: string) => cleanFecText(one, charset).text
  const pieceRef = text(line.pieceRef)
  return {
    ...line,
    journalLabel: text(line.journalLabel),
    accountLabel: text(line.accountLabel),
    auxiliary: text(line.auxiliary),
    auxiliaryLabel: text(line.auxiliaryLabel),
    pieceRef: pieceRef === "-" ? "" : pieceRef,
    label: text(line.label),
    lettering: text(line.lettering)
  }
}

/** Entries of several dates come back date by date: compare lines as a set. */
const keyed = (lines: ReadonlyArray<FecLine>) =>
  lines
    .map((line) => fields.map((field) => String(line[field])).join("\n"))
    .toSorted((a, b) => (a < b ? -1 : 1))

const fields = [
  "journalCode",
  "journalLabel",
  "entryNumber",
  "entryDate",
  "account",
  "accountLabel",
  "auxiliary",
  "auxiliaryLabel",
  "pieceRef",
  "pieceDate",
  "label",
  "debit",
  "credit",
  "lettering",
  "letteringDate",
  "validDate",
  "currencyMinor",
  "currency"
] as const

describe("FEC reader", () => {
  it("gives back what the writer was given, in every charset and separator, however it is cut", () => {
    const charsets = fc.constantFrom("ISO-8859-15" as const, "UTF-8" as const, "UTF-8-BOM" as const)
    const separators = fc.constantFrom("\t" as const, "|" as const)
    fc.assert(
      fc.property(
        fecEntries(),
        charsets,
        separators,
        fc.array(fc.nat(), { maxLength: 5 }),
        (lines, charset, separator, cuts) => {
          const writer = new FecWriter({ charset, separator })
          const bytes = Result.getOrThrow(writer.push(lines))
          const { entries, preview } = readAll(
            bytes,
            { charset: charset === "ISO-8859-15" ? charset : "UTF-8" },
            cuts
          )
          assert.deepStrictEqual(
            keyed(entries.flatMap((entry) => entry.lines)),
            keyed(lines.map((line) => cleaned(line, charset)))
          )
          assert.isTrue(preview.importable)
          assert.strictEqual(preview.lines, lines.length)
          assert.isTrue(entries.every((entry) => entry.balanced))
        }
      ),
      { numRuns: 300 }
    )
  })

  it("detects the charset of French texts by itself", () => {
    const label = "Règlement reçu à l'échéance, 5 € d'œuvres"
    for (const charset of ["ISO-8859-15", "UTF-8", "UTF-8-BOM"] as const) {
      const { entries } = readAll(bytesOf(row("1", "411000", "1,00", ""), row("1", "707000", "", "1,00")))
      const lines = entries.flatMap((entry) => entry.lines).map((line) => ({ ...line, label }))
      const bytes = Result.getOrThrow(new FecWriter({ charset, separator: "\t" }).push(lines))
      assert.deepStrictEqual(
        readAll(bytes).entries.flatMap((entry) => entry.lines.map((line) => line.label)),
        [label, label]
      )
    }
  })

  it("never throws on random bytes, however they are cut", () => {
    const noise = fc.uint8Array({ maxLength: 300 }).map((tail) => new Uint8Array([...bytesOf(), ...tail]))
    fc.assert(
      fc.property(
        fc.oneof(noise, fc.uint8Array({ maxLength: 300 })),
        fc.array(fc.nat(), { maxLength: 4 }),
        (bytes, cuts) => {
          assert.deepStrictEqual(readAll(bytes, {}, cuts), readAll(bytes))
        }
      ),
      { numRuns: 500 }
    )
  })

  it("previews journals, accounts with their place in the plan, third parties, dates and sums", () => {
    const { preview } = readAll(
      bytesOf(
        row("1", "411000", "120,00", "", { CompAuxNum: "C1", CompAuxLib: "Client Un" }),
        row("1", "707000", "", "100,00"),
        row("1", "445710", "", "20,00", { EcritureDate: "20250110" }),
        row("2", "990000", "5,00", "", { EcritureDate: "20250228", PieceRef: "SANS_PIECE_REF" }),
        row("2", "512000", "", "5,00", { EcritureDate: "20250228", PieceRef: "-" })
      ),
      { fileName: "732829320FEC20251231.txt" }
    )
    assert.deepStrictEqual(preview.journals, [
      { code: "VE", label: "Ventes", lines: 5, debit: 12_500n, credit: 12_500n }
    ])
    assert.deepStrictEqual(
      preview.accounts.map(({ code, proposed }) => [code, proposed?.code]),
      [
        ["411000", "411"],
        ["445710", "44571"],
        ["512000", "512"],
        ["707000", "707"],
        ["990000", undefined]
      ]
    )
    assert.deepStrictEqual(preview.auxiliaries, [
      { code: "C1", label: "Client Un", account: "411000", lines: 1, debit: 12_000n, credit: 0n }
    ])
    assert.deepStrictEqual(
      [preview.firstDate, preview.lastDate, preview.yearEnd, preview.placeholderRefs],
      ["2025-01-10", "2025-02-28", "2025-12-31", 2]
    )
    assert.isTrue(preview.importable)
    assert.isTrue(preview.report.valid)
  })

  it("understands Montant and Sens, signs after the number, points, other date layouts", () => {
    const sided = header.replace("Debit|Credit", "Montant|Sens")
    const bytes = new TextEncoder().encode(
      [
        sided,
        row("1", "411000", "120,00", "D", { PieceDate: "10/01/2025" }),
        row("1", "707000", "140,00", "-1", { ValidDate: "2025-01-31 10:00:00" }),
        row("1", "709000", "20,00-", "c"),
        row("2", "411000", "5.50", "+1"),
        row("2", "707000", "5,5", "C")
      ].join("\r")
    )
    const { entries, preview } = readAll(bytes)
    assert.deepStrictEqual(
      entries.map((entry) => entry.lines.map((line) => [line.debit, line.credit])),
      [
        [
          [12_000n, 0n],
          [0n, 14_000n],
          [0n, -2_000n]
        ],
        [
          [550n, 0n],
          [0n, 550n]
        ]
      ]
    )
    assert.deepStrictEqual(
      entries[0]?.lines.map((line) => `${line.pieceDate} ${line.validDate}`),
      Array.from({ length: 3 }, () => "2025-01-10 2025-01-31")
    )
    assert.isTrue(preview.importable)
    assert.isFalse(preview.report.valid)
    assert.deepStrictEqual(Object.keys(preview.report.counts).toSorted(), [
      "amount.decimal-point",
      "amount.sign-after",
      "date.layout"
    ])
  })

  it("keeps accents broken by a charset mix, and says so", () => {
    const mixed = new Uint8Array([
      ...bytesOf(row("1", "411000", "1,00", "", { EcritureLib: "rÃ©glée" })),
      ...Uint8Array.from(row("1", "707000", "", "1,00", { EcritureLib: "réglée" }), (one) =>
        one.charCodeAt(0)
      )
    ])
    const { entries, preview } = readAll(mixed)
    assert.deepStrictEqual(
      entries[0]?.lines.map((line) => line.label),
      ["rÃ©glée", "réglée"]
    )
    assert.deepStrictEqual(
      preview.report.alerts.map(({ rule, line }) => [rule, line]),
      [
        ["charset.double-encoded", 2],
        ["charset.mixed", 3]
      ]
    )
  })

  it("puts together an entry whose lines are apart, and gives the unbalanced at the end", () => {
    const { entries, preview } = readAll(
      bytesOf(
        row("1", "411000", "1,00", ""),
        row("2", "411000", "2,00", ""),
        row("1", "707000", "", "1,00"),
        row("2", "707000", "", "2,00"),
        row("3", "411000", "3,00", "")
      )
    )
    assert.deepStrictEqual(
      entries.map(({ number, lines, balanced, firstLine }) => [number, lines.length, balanced, firstLine]),
      [
        ["1", 2, true, 2],
        ["2", 2, true, 3],
        ["3", 1, false, 6]
      ]
    )
    assert.isFalse(preview.importable)
    assert.strictEqual(preview.unbalancedEntries, 1)
  })

  it("cuts an entry of several dates by date when each balances", () => {
    const later = { EcritureDate: "20250120" }
    const { entries } = readAll(
      bytesOf(
        row("0", "411000", "1,00", ""),
        row("0", "411000", "2,00", "", later),
        row("0", "707000", "", "1,00"),
        row("0", "707000", "", "2,00", later),
        row("1", "411000", "1,00", ""),
        row("1", "707000", "", "1,00", later)
      )
    )
    assert.deepStrictEqual(
      entries.map(({ number, date, lines }) => [number, date, lines.length]),
      [
        ["0", "2025-01-10", 2],
        ["0", "2025-01-20", 2],
        ["1", "2025-01-10", 2]
      ]
    )
  })

  it("tells which lines are no typed lines, and why", () => {
    const { preview, entries } = readAll(
      bytesOf(
        row("1", "411000", "1,00", "", { EcritureDate: "20250230" }),
        row("1", "411000", "1,005", ""),
        row("1", "", "1,00", ""),
        row("1", "411000", "1,00", "", { Montantdevise: "1,5", Idevise: "JPY" }),
        "VE|Ventes",
        "",
        row("1", "411000", "un", "", { PieceDate: "demain" })
      ),
      { language: "en" }
    )
    assert.isEmpty(entries)
    assert.strictEqual(preview.unreadLines, 6)
    assert.isFalse(preview.importable)
    assert.deepStrictEqual(
      preview.problems
        .map(({ line, column, rule }) => [line, column, rule])
        .toSorted((a, b) => Number(a[0]) - Number(b[0])),
      [
        [2, 4, "date.calendar"],
        [3, 12, "amount.decimals"],
        [4, 5, "field.required"],
        [5, 17, "amount.decimals"],
        [6, 3, "line.field-count"],
        [8, 10, "date.format"],
        [8, 12, "amount.format"]
      ]
    )
  })

  it("gives in parts a file that has one number for everything", () => {
    const pairs = Array.from({ length: 12_000 }, () => [
      row("0", "411000", "1,00", ""),
      row("0", "707000", "", "1,00")
    ])
    const { entries, preview } = readAll(bytesOf(...pairs.flat()))
    assert.deepStrictEqual(
      entries.map((entry) => entry.lines.length),
      [10_000, 10_000, 4_000]
    )
    assert.isTrue(preview.importable)
  })

  it("holds a bounded number of lines of unbalanced entries", () => {
    const rows = Array.from({ length: 50_010 }, (_, at) => row(`${at}`, "411000", "1,00", ""))
    const reader = new FecReader()
    const early = reader.push(bytesOf(...rows))
    assert.strictEqual(early.length, 9)
    assert.isFalse(early[0]?.balanced)
    assert.strictEqual(reader.end().preview.unbalancedEntries, 50_010)
  })
})

import { readdirSync, readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import * as fc from "fast-check"
import {
  fecColumns,
  fecFindingLimit,
  fecMessage,
  fecRules,
  FecWriter
} from "../../../../domain/finance/accounting/model/index.ts"
import { syntheticFec } from "../../../../bench/fec/syntheticFec.ts"
import { checkAll, checkCut } from "./support/fecArbitrary.ts"

const golden = new URL("../../../golden/fec/", import.meta.url)
const inputs = readdirSync(golden, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => new Uint8Array(readFileSync(new URL(`${entry.name}/input.txt`, golden))))

const bytesOf = (text: string) => new TextEncoder().encode(text)
const header = fecColumns.map((column) => column.name).join("\t")
const row = (journal: string, number: string, debit: string, credit: string) =>
  `${journal}\tJournal\t${number}\t20250110\t512000\tBanque\t\t\tP1\t20250110\tVirement\t${debit}\t${credit}\t\t\t20250110\t\t`
const file = (rows: ReadonlyArray<string>) => bytesOf([header, ...rows, ""].join("\n"))

describe("FEC checker", () => {
  it("gives the same report however the file is cut", () => {
    for (const input of inputs) {
      const whole = checkAll(input)
      assert.deepStrictEqual(
        checkCut(
          input,
          Array.from(input, (_, at) => at)
        ),
        whole
      )
    }
    fc.assert(
      fc.property(fc.constantFrom(...inputs), fc.array(fc.nat(), { maxLength: 8 }), (input, cuts) => {
        assert.deepStrictEqual(checkCut(input, cuts), checkAll(input))
      }),
      { numRuns: 300 }
    )
  })

  it("never throws on random bytes, with bounded lists, however they are cut", () => {
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc
        .array(
          fc.constantFrom("\t", "|", "\r", "\n", "\r\n", "é", "0,00", "-", "2025", "\u0000", header, "x"),
          {
            maxLength: 60
          }
        )
        .map((parts) => bytesOf(parts.join(""))),
      fc.uint8Array({ maxLength: 200 }).map((tail) => new Uint8Array([...bytesOf(`${header}\n`), ...tail]))
    )
    fc.assert(
      fc.property(noise, fc.array(fc.nat(), { maxLength: 6 }), (bytes, cuts) => {
        const report = checkAll(bytes)
        assert.deepStrictEqual(checkCut(bytes, cuts), report)
        for (const finding of [...report.errors, ...report.alerts, ...report.notices]) {
          assert.isAtLeast(finding.line, 1)
          assert.isAtLeast(finding.column, 1)
        }
      }),
      { numRuns: 1_000 }
    )
  })

  it("finds any damage done to one field of a valid file, on its line", () => {
    const writer = new FecWriter({ charset: "UTF-8", separator: "|", lineEnd: "\n" })
    const pushed = writer.push(syntheticFec(60))
    assert.isTrue(Result.isSuccess(pushed))
    const text = new TextDecoder().decode(Result.getOrThrow(pushed))
    const damages: ReadonlyArray<readonly [number, string, string]> = [
      [2, "", "field.required"],
      [3, "20251331", "date.calendar"],
      [3, "bientôt", "date.format"],
      [4, "", "field.required"],
      [5, " ", "field.required"],
      [10, "", "field.required"],
      [11, "12.50", "amount.decimal-point"],
      [12, "1 000,00", "amount.thousands"],
      [12, "mille", "amount.format"],
      [9, "2025|0101", "line.field-count"],
      [15, "31/02/2025", "date.calendar"]
    ]
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 60 }),
        fc.constantFrom(...damages),
        (line, [column, value, rule]) => {
          const lines = text.split("\n").map((one) => one.split("|"))
          lines[line - 1] = (lines[line - 1] ?? []).map((field, at) => (at === column ? value : field))
          const report = checkAll(bytesOf(lines.map((one) => one.join("|")).join("\n")))
          assert.isFalse(report.valid)
          assert.isTrue(report.errors.some((error) => error.rule === rule && error.line === line))
        }
      ),
      { numRuns: 300 }
    )
  })

  it("keeps a thousand remarks and counts all", () => {
    const report = checkAll(file(Array.from({ length: 1_500 }, () => row("BQ", "1", "1.00", "0,00"))))
    assert.strictEqual(report.errors.length, fecFindingLimit)
    assert.strictEqual(report.counts["amount.decimal-point"], 1_500)
    assert.strictEqual(report.lines, 1_500)
  })

  it("skips a line over its limit and goes on", () => {
    const long = row("BQ", "1", "1,00", "0,00").replace("Virement", "V".repeat(70_000))
    const bytes = file([row("BQ", "1", "1,00", ""), long, row("BQ", "1", "", "1,00")])
    const report = checkAll(bytes)
    assert.deepStrictEqual(
      report.errors.map(({ rule, line }) => [rule, line]),
      [["line.too-long", 3]]
    )
    assert.deepStrictEqual(checkCut(bytes, [5, 1_000, 40_000, 69_999]), report)
    const unended = checkAll(bytesOf("x".repeat(200_000)))
    assert.deepStrictEqual(unended.counts, { "line.too-long": 1, "file.no-line": 1 })
  })

  it("stops following unbalanced entries at its bound, with an error", () => {
    const report = checkAll(
      file(Array.from({ length: 50_002 }, (_, at) => row("BQ", `${at + 1}`, "1,00", "")))
    )
    assert.strictEqual(report.counts["entry.too-many-open"], 1)
    assert.strictEqual(report.counts["entry.unbalanced"], 50_000)
    assert.strictEqual(report.errors.length, fecFindingLimit)
  })

  it("calls no entry unbalanced by the half that came after its bound", () => {
    const opened = Array.from({ length: 50_001 }, (_, at) => row("BQ", `${at + 1}`, "1,00", ""))
    const closed = Array.from({ length: 50_001 }, (_, at) => row("BQ", `${at + 1}`, "", "1,00"))
    const report = checkAll(file([...opened, row("BQ", "50002", "", ""), ...closed]))
    assert.strictEqual(report.counts["entry.too-many-open"], 1)
    assert.notProperty(report.counts, "entry.unbalanced")
  })

  it("says when numbers are too scattered to follow", () => {
    const pair = (number: string) => [row("BQ", number, "1,00", ""), row("BQ", number, "", "1,00")]
    const report = checkAll(file(Array.from({ length: 50_100 }, (_, at) => pair(`${3 * at}`)).flat()))
    assert.deepStrictEqual(report.counts, { "numbering.not-followed": 1 })
    assert.isTrue(report.valid)
    const prefixes = checkAll(file(Array.from({ length: 10_100 }, (_, at) => pair(`${at}-1`)).flat()))
    assert.deepStrictEqual(prefixes.counts, { "numbering.not-followed": 1 })
  })

  it("follows numbers in any order and names each gap where it ends", () => {
    const pair = (number: string) => [row("BQ", number, "1,00", ""), row("BQ", number, "", "1,00")]
    const shuffled = checkAll(file(["3", "1", "2", "6", "5", "4"].flatMap(pair)))
    assert.deepStrictEqual(shuffled.counts, {})
    const holes = checkAll(file(["A009", "A010", "A014", "A012"].flatMap(pair)))
    assert.deepStrictEqual(
      holes.alerts.map(({ line, message }) => [line, message]),
      [
        [6, "Des numéros manquent avant A14 : 13."],
        [8, "Des numéros manquent avant A12 : 11."]
      ]
    )
  })

  it("speaks of every rule in French and English, with its facts", () => {
    const facts = { value: "⟨v⟩", found: "⟨f⟩", expected: "⟨e⟩", column: "⟨c⟩" }
    for (const [rule, text] of Object.entries(fecRules)) {
      for (const language of ["fr", "en"] as const) {
        assert.isAbove(text[language].length, 10)
        assert.notMatch(text[language], /—/, rule)
      }
      const marks = (message: string) =>
        [...message.matchAll(/\{(\w+)\}/g)].map(([mark]) => mark).toSorted((a, b) => a.localeCompare(b))
      assert.deepStrictEqual(marks(text.fr), marks(text.en), rule)
    }
    assert.strictEqual(fecMessage("line.field-count", facts, "en"), "The line has ⟨f⟩ fields instead of ⟨e⟩.")
    assert.strictEqual(fecMessage("field.required", facts, "fr"), "La zone ⟨c⟩ est vide.")
    assert.strictEqual(fecMessage("amount.format", { value: "$1" }, "en"), "“$1” is not a decimal number.")
  })

  it("answers in the asked language", () => {
    const bytes = file([row("BQ", "1", "1.00", "")])
    assert.strictEqual(
      checkAll(bytes).errors[0]?.message,
      "« 1.00 » porte un point : une virgule est attendue."
    )
    assert.strictEqual(
      checkAll(bytes, { language: "en" }).errors[0]?.message,
      "“1.00” has a point: a comma is expected."
    )
  })
})

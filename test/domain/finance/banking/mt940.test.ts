import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import { decimal, parseStatements } from "../../../../domain/finance/banking/model/index.ts"

const bytes = (text: string) => new TextEncoder().encode(text)
const file = (text: string) => Result.getOrThrow(parseStatements(bytes(text)))
const refusal = (text: string) => Result.getOrThrow(Result.flip(parseStatements(bytes(text))))

const message = (...lines: ReadonlyArray<string>) =>
  [":20:STMT01", ":25:FR7630004008230001234567819", ":28C:1/1", ":60F:C251231EUR1000,00", ...lines, "-"].join(
    "\n"
  )
const closed = (...lines: ReadonlyArray<string>) => message(...lines, ":62F:C260131EUR1000,00")
const first = (...lines: ReadonlyArray<string>) => file(closed(...lines)).statements[0]?.lines[0]

describe("MT940", () => {
  it.each([
    ["C", "12.50", false],
    ["D", "-12.50", false],
    ["RC", "-12.50", true],
    ["RD", "12.50", true]
  ])("reads the mark %s as %s", (mark, amount, reversal) => {
    const line = first(`:61:2601050105${mark}R12,50NTRFNONREF`)
    assert.deepStrictEqual(
      [decimal(line?.minor ?? 0n, line?.currency ?? null), line?.reversal],
      [amount, reversal]
    )
  })

  it.each([
    [":61:260105C12,5NTRFREF1", "2026-01-05", "2026-01-05"],
    [":61:260105    C12,5NTRFREF1", "2026-01-05", "2026-01-05"],
    [":61:2512310102C12,5NTRFREF1", "2025-12-31", "2026-01-02"],
    [":61:2601021231C12,5NTRFREF1", "2026-01-02", "2025-12-31"],
    [":61:2602300301C12,5NTRFREF1", "2026-02-28", "2026-03-01"],
    [":61:2402300301C12,5NTRFREF1", "2024-02-29", "2024-03-01"]
  ])("dates %s", (field, value, booking) => {
    const line = first(field)
    assert.deepStrictEqual([line?.valueDate, line?.bookingDate], [value, booking])
  })

  it("reads references, type and supplementary details, one line or two", () => {
    const line = first(":61:2601050105DR1200,NTRFFACT 2026-12//BNP0001", "/OCMT/EUR1200,/")
    assert.deepStrictEqual(
      [line?.reference, line?.references.bank, line?.bankCode, line?.label],
      ["FACT 2026-12", "BNP0001", "NTRF", "/OCMT/EUR1200,/"]
    )
    assert.strictEqual(first(":61:2601050105DR", "12,50N062NONREF")?.minor, -1250n)
  })

  it("reads SEPA sub-fields: purpose, references, the other side", () => {
    const line = first(
      ":61:2601050105CR12,5NTRFNONREF//B1",
      ":86:166?00VIREMENT RECU?20EREF+F2026-0042?21KREF+CLI 77?22MREF+RUM1?23CRED+FR12ZZZ123456?24SVWZ+",
      "Facture F2026-0042 solde d?25u chantier?30BNPAFRPP?31FR7630006000011234567890189?32SCI DES TIL",
      "LEULS?33SUITE"
    )
    assert.strictEqual(line?.label, "Facture F2026-0042 solde du chantier")
    assert.deepStrictEqual(line?.counterparty, {
      name: "SCI DES TILLEULS SUITE",
      iban: "FR7630006000011234567890189",
      account: null
    })
    assert.deepStrictEqual(
      [
        line?.references.endToEnd,
        line?.references.customer,
        line?.references.mandate,
        line?.references.creditorId
      ],
      ["F2026-0042", "CLI 77", "RUM1", "FR12ZZZ123456"]
    )
  })

  it("puts a word that a full sub-field of 27 characters cut together again", () => {
    const line = first(":61:260105C1,NTRFNONREF", ":86:166?20SVWZ+Strukturierter Verwend?21ungszweck")
    assert.strictEqual(line?.label, "Strukturierter Verwendungszweck")
  })

  it("reads slash codes and several :86: fields", () => {
    const line = first(
      ":61:260105C1,NTRFEREF",
      ":86:/EREF/E-1//NAME/SARL MARTIN/REMI/USTD//Loyer janvier/IBAN/FR7630006000011234567890189/"
    )
    assert.deepStrictEqual(
      [line?.label, line?.reference, line?.counterparty?.name, line?.counterparty?.iban],
      ["Loyer janvier", "E-1", "SARL MARTIN", "FR7630006000011234567890189"]
    )
    assert.strictEqual(first(":61:260105C1,NTRFNONREF", ":86:LOYER", ":86:JANVIER")?.label, "LOYER JANVIER")
  })

  it("does not take a wrapped time for a field", () => {
    assert.strictEqual(
      first(":61:260105C1,NTRFNONREF", ":86:166?20RDV 2026-01-05T12", ":12:30?21SUITE")?.label,
      "RDV 2026-01-05T12:12:30 SUITE"
    )
  })

  it("reads SWIFT blocks, bank preambles, control characters and pages", () => {
    const page = (body: string, close: string) =>
      `{1:F01BNPAFRPPAXXX0000000000}{2:O940}{4:\r\n:20:A\r\n:25:0001\r\n${body}\r\n${close}\r\n-}{5:}\r\n`
    const text = `BNPAFRPP\r\n940\r\n\u0001${page(":60F:C260101EUR10,\r\n:61:260102C5,NTRFNONREF", ":62M:C260102EUR15,")}${page(":60M:C260102EUR15,\r\n:61:260103D5,NTRFNONREF", ":62F:C260103EUR10,")}\u0003`
    const parsed = file(text)
    assert.deepStrictEqual(
      parsed.statements.map(({ closing, opening, warnings }) => [
        opening?.minor,
        closing?.minor,
        warnings.length
      ]),
      [
        [1000n, 1500n, 0],
        [1500n, 1000n, 0]
      ]
    )
    assert.deepStrictEqual(parsed.warnings, [])
  })

  it("keeps available balances, and lines of an interim report as pending", () => {
    const statement = file(
      closed(":61:260105C1,NTRFNONREF").replace("\n-", "\n:64:C260131EUR900,\n:65:C260202EUR950,\n-")
    ).statements[0]
    assert.deepStrictEqual(
      statement?.otherBalances.map(({ minor, type }) => [type, minor]),
      [
        ["64", 90000n],
        ["65", 95000n]
      ]
    )
    const interim = file(
      ":20:X\n:25:0001\n:28C:1\n:34F:EURD0,\n:13D:2601051200+0100\n:61:260105C1,NTRFNONREF\n-"
    )
    assert.deepStrictEqual([interim.format, interim.statements[0]?.lines[0]?.status], ["mt942", "pending"])
  })

  it.each([
    ["29 February of a common year", closed(":61:260229C1,NTRFNONREF"), "date.invalid", 5],
    ["31 April", closed(":61:260431C1,NTRFNONREF"), "date.invalid", 5],
    ["an entry date that is none", closed(":61:2604301332C1,NTRFNONREF"), "date.invalid", 5],
    ["a line without a mark", closed(":61:260430X1,NTRFNONREF"), "mt940.field-malformed", 5],
    ["an amount out of range", closed(`:61:260430C${"9".repeat(20)},NTRFNONREF`), "amount.range", 5],
    ["too many decimals", closed(":61:260430C1,234NTRFNONREF"), "amount.decimals", 5],
    ["a balance cut short", `${message()}\n:62F:C2601`, "mt940.field-malformed", 6],
    ["an unknown currency", closed().replace("EUR1000,00\n:62F", "QQQ1000,00\n:62F"), "currency.unknown", 4],
    [
      "a file that stops in a message",
      message(":61:260105C1,NTRFNONREF").replace("\n-", ""),
      "file.truncated",
      1
    ],
    ["a CFONB record inside", closed(":61:260105C1,NTRFNONREF", `01${"30004".padEnd(118)}`), "file.mixed", 6],
    ["XML inside", closed(":61:260105C1,NTRFNONREF", ":86:X", "<?xml version='1.0'?>"), "file.mixed", 7],
    ["no statement", ":86:091\n-", "statement.missing", null],
    ["a NUL", closed(":61:260105C1,NTRFNON\0REF"), "text.nul", 5]
  ] as const)("refuses %s", (_, text, rule, line) => {
    const problem = refusal(text)
    assert.deepStrictEqual([problem.rule, problem.line], [rule, line])
  })

  it("reads an excerpt that was ended without its closing balance, and says so", () => {
    const [statement] = file(message(":61:260105C1,NTRFNONREF")).statements
    assert.deepStrictEqual(
      statement?.warnings.map(({ rule }) => rule),
      ["closing.missing"]
    )
  })

  it.each([
    ["thousands", "C1.050,00"],
    ["two commas", "C1,050,00"],
    ["a point and a comma", "C1050.00,"]
  ])("refuses an amount with %s rather than read its beginning", (_, amount) => {
    const problem = refusal(closed(`:61:2601050105${amount}NTRFNONREF`))
    assert.deepStrictEqual([problem.rule, problem.line], ["mt940.field-malformed", 5])
  })
})

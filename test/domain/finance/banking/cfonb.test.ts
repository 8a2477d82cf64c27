import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import {
  decimal,
  keyedLines,
  parseStatements,
  problemJson,
  problemMessage
} from "../../../../domain/finance/banking/model/index.ts"

const bytes = (text: string) => new TextEncoder().encode(text)
const statement = (text: string) => Result.getOrThrow(parseStatements(bytes(text))).statements
const refusal = (text: string) => Result.getOrThrow(Result.flip(parseStatements(bytes(text))))

const account = "00012345678"
const record = (code: string, middle: string, amount: string, reference = "", currency = "EUR2") =>
  `${code}30004${code === "04" ? "0042" : "    "}00823${currency.padEnd(4)} ${account}${middle}`
    .padEnd(90)
    .concat(amount)
    .padEnd(104)
    .concat(reference.padEnd(16))
const opening = (amount: string, date = "311225", currency = "EUR2") =>
  record("01", `  ${date}`, amount, "", currency)
const closing = (amount: string, date = "310126", currency = "EUR2") =>
  record("07", `  ${date}`, amount, "", currency)
const movement = (label: string, amount: string, reference = "", date = "050126") =>
  record("04", `05${date}  ${date}${label.padEnd(31)}`, amount, reference)
const detail = (code: string, text: string, date = "050126") =>
  `0530004004200823EUR2 ${account}05${date}     ${code}${text.padEnd(70)}  `
const plain = [
  opening("0000000010000{"),
  movement("VIR SCI DES TILLEULS", "0000000002500{", "F2026-014"),
  detail("NPY", "SCI DES TILLEULS"),
  detail("LCC", "FACTURE F2026-014"),
  movement("PRLV EDF", "0000000000012L"),
  closing("0000000012487G")
]

describe("CFONB 120", () => {
  it("reads balances, signs, references and details", () => {
    const [read] = statement(plain.join("\n"))
    assert.strictEqual(read?.account.iban, "FR7630004008230001234567819")
    assert.deepStrictEqual(
      read?.lines.map((line) => [
        decimal(line.minor, line.currency),
        line.label,
        line.reference,
        line.counterparty?.name
      ]),
      [
        ["250.00", "VIR SCI DES TILLEULS", "F2026-014", "SCI DES TILLEULS"],
        ["-1.23", "PRLV EDF", null, undefined]
      ]
    )
    assert.deepStrictEqual(read?.warnings, [])
  })

  it.each([
    ["no line break", plain.join("")],
    ["CR LF", plain.join("\r\n")],
    ["CR alone", plain.join("\r")],
    ["blank lines between records", plain.join("\n\n\r\n")],
    ["trailing blanks lost", plain.map((one) => one.trimEnd()).join("\n")],
    ["a byte order mark", `\u{feff}${plain.join("\n")}`]
  ])("reads the same with %s", (_, text) => {
    const [read] = statement(text)
    assert.deepStrictEqual(
      read?.lines.map((line) => [line.minor, line.label, line.reference]),
      [
        [25000n, "VIR SCI DES TILLEULS", "F2026-014"],
        [-123n, "PRLV EDF", null]
      ]
    )
    assert.strictEqual(read?.closing?.minor, 124877n)
  })

  it("reads every overpunched digit, and é and è for a zero", () => {
    const signs = Array.from("{ABCDEFGHI}JKLMNOPQRéè")
    const [read] = statement(
      [
        opening("0000000000000{"),
        ...signs.map((sign) => movement("X", `000000000001${sign}`.padStart(14, "0"))),
        closing("0000000000000{")
      ].join("\n")
    )
    const ten = [0n, 1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n, 9n].map((digit) => 10n + digit)
    assert.deepStrictEqual(
      read?.lines.map((line) => line.minor),
      [...ten, ...ten.map((minor) => -minor), 10n, -10n]
    )
  })

  it("takes EUR and two decimals for blanks, and no decimal for XPF", () => {
    const [euro] = statement(
      [opening("0000000010000{", "311225", ""), closing("0000000010000{", "310126", "")].join("\n")
    )
    assert.deepStrictEqual([euro?.currency, euro?.opening?.minor], ["EUR", 100000n])
    const [franc] = statement(
      [opening("0000000010000{", "311225", "XPF"), closing("0000000010000{", "310126", "XPF")].join("\n")
    )
    assert.deepStrictEqual([franc?.currency, franc?.opening?.minor], ["XPF", 100000n])
    const [three] = statement(
      [opening("0000000010000{", "311225", "EUR3"), closing("0000000010000{", "310126", "EUR3")].join("\n")
    )
    assert.strictEqual(three?.opening?.minor, 10000n)
  })

  it("reads accented letters in ISO-8859-1 and in UTF-8 alike", () => {
    const text = [
      opening("0000000000000{"),
      movement("CHEQUE DÉPOSÉ À NÎMES", "0000000000000{"),
      closing("0000000000000{")
    ].join("\n")
    const latin = Uint8Array.from(text, (letter) => letter.charCodeAt(0))
    for (const [file, encoding] of [
      [latin, "windows-1252"],
      [bytes(text), "utf-8"]
    ] as const) {
      const parsed = Result.getOrThrow(parseStatements(file))
      assert.strictEqual(parsed.encoding, encoding)
      assert.strictEqual(parsed.statements[0]?.lines[0]?.label, "CHEQUE DÉPOSÉ À NÎMES")
      assert.deepStrictEqual(parsed.statements[0]?.warnings, [])
    }
  })

  it("keeps the entry number out of what makes a line the same in two files", () => {
    const numbered = (number: string) =>
      `${movement("X", "0000000000000{").slice(0, 81)}${number}${movement("X", "0000000000000{").slice(88)}`
    const keyOf = (number: string) => {
      const statements = statement(
        [opening("0000000000000{"), numbered(number), closing("0000000000000{")].join("\n")
      )
      return [statements[0]?.lines[0]?.references.entry, keyedLines(statements)[0]?.key]
    }
    const [one, other] = [keyOf("0000001"), keyOf("0000002")]
    assert.deepStrictEqual([one[0], other[0]], ["0000001", "0000002"])
    assert.strictEqual(one[1], other[1])
  })

  it("reports a closing balance that does not follow, and a next opening that is not the closing", () => {
    const parsed = Result.getOrThrow(
      parseStatements(
        bytes(
          [
            opening("0000000010000{"),
            closing("0000000010000A"),
            opening("0000000010001{", "310126"),
            closing("0000000010001{", "280226")
          ].join("\n")
        )
      )
    )
    assert.deepStrictEqual(
      parsed.statements.map(({ warnings }) => warnings.map(({ rule, values }) => [rule, values["gap"]])),
      [[["continuity.statement", "0.01"]], []]
    )
    assert.deepStrictEqual(
      parsed.warnings.map(({ rule, values }) => [rule, values["gap"]]),
      [["continuity.statements", "0.09"]]
    )
  })

  const bad = (index: number, text: string) => plain.map((one, at) => (at === index ? text : one)).join("\n")
  it.each([
    [
      "29 February of a common year",
      bad(4, movement("X", "0000000000000{", "", "290226")),
      "date.invalid",
      5,
      35
    ],
    ["31 April", bad(4, movement("X", "0000000000000{", "", "310426")), "date.invalid", 5, 35],
    ["an amount that is none", bad(1, movement("X", "000000X000000{")), "amount.invalid", 2, 91],
    ["an unsigned amount", bad(1, movement("X", "00000000000000")), "amount.invalid", 2, 91],
    ["an amount beyond range", bad(1, movement("X", "9999999999999I")), "amount.range", 2, 91],
    [
      "a record cut before its amount",
      bad(4, movement("X", "0000000000000{").slice(0, 100)),
      "cfonb.record-length",
      5,
      1
    ],
    ["an unknown record code", bad(4, "08".padEnd(120)), "cfonb.record-unknown", 5, 1],
    [
      "an unknown currency",
      bad(1, record("04", "05050126", "0000000000000{", "", "QQQ2")),
      "currency.unknown",
      2,
      17
    ],
    [
      "another currency",
      bad(1, record("04", "05050126", "0000000000000{", "", "USD2")),
      "cfonb.currency-differs",
      2,
      17
    ],
    [
      "another account",
      bad(4, movement("X", "0000000000000{").replace(account, "00099999999")),
      "cfonb.account-differs",
      5,
      22
    ],
    ["a detail of another day", bad(2, detail("NPY", "X", "060126")), "cfonb.detail-differs", 3, 35],
    ["no closing balance", plain.slice(0, 5).join("\n"), "file.truncated", 5, 1],
    ["another format after it", `${plain.join("\n")}\n:20:STARTUMS`, "file.mixed", 7, 1],
    ["a NUL", bad(1, movement("A\0B", "0000000000000{")), "text.nul", 2, 50]
  ] as const)("refuses %s", (_, text, rule, line, column) => {
    const problem = refusal(text)
    assert.deepStrictEqual([problem.rule, problem.line, problem.column], [rule, line, column])
  })

  it("says why in French and English, as a problem document", () => {
    const problem = refusal(plain.slice(0, 5).join("\n"))
    assert.match(problemMessage(problem, "fr"), /s'arrête avant la fin du relevé/)
    assert.match(problemMessage(problem, "en"), /stops before the statement ends/)
    assert.deepStrictEqual(JSON.parse(JSON.stringify(problemJson(problem, "en"))), {
      type: "urn:azals:problem:bank-statement:file.truncated",
      title: "Bank statement refused",
      status: 422,
      detail: "The file stops before the statement ends: 07. Download it again.",
      rule: "file.truncated",
      line: 5,
      column: 1,
      values: { missing: "07" }
    })
  })

  it("takes the free text of the details where the movement has no label", () => {
    const text = [
      opening("0000000000000{"),
      movement("", "0000000000000{"),
      detail("LCC", "FACTURE F2026-014"),
      detail("NPY", "SCI DES TILLEULS"),
      detail("LC2", "SOLDE"),
      closing("0000000000000{")
    ]
    assert.strictEqual(statement(text.join("\n"))[0]?.lines[0]?.label, "FACTURE F2026-014 SOLDE")
  })
})

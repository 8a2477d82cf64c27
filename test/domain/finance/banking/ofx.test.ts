import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import { parseStatements } from "../../../../domain/finance/banking/model/index.ts"

const bytes = (text: string) => new TextEncoder().encode(text)
const file = (text: string) => Result.getOrThrow(parseStatements(bytes(text)))
const refusal = (text: string) => Result.getOrThrow(Result.flip(parseStatements(bytes(text))))

const header = "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\n\n"
const account =
  "<BANKACCTFROM><BANKID>30004<BRANCHID>00823<ACCTID>00012345678<ACCTTYPE>CHECKING</BANKACCTFROM>"
const transaction = (amount: string, more = "<FITID>F1", date = "20260105120000[+1:CET]") =>
  `<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>${date}<TRNAMT>${amount}${more}<NAME>CB LEROY & FILS<MEMO>ACHAT &amp; POSE</STMTTRN>`
const statement = (content: string, balance = "<LEDGERBAL><BALAMT>10.00<DTASOF>20260131</LEDGERBAL>") =>
  `${header}<OFX>
<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS><STMTRS><CURDEF>EUR${account}
<BANKTRANLIST><DTSTART>20260101<DTEND>20260131
${content}
</BANKTRANLIST>${balance}</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`
const minorOf = (amount: string) => file(statement(transaction(amount))).statements[0]?.lines[0]?.minor

describe("OFX", () => {
  it("reads SGML with unclosed leaves and bare ampersands", () => {
    const parsed = file(statement(transaction("-12.50", "<FITID>F1<CHECKNUM>0000123")))
    const [read] = parsed.statements
    const line = read?.lines[0]
    assert.deepStrictEqual(
      [parsed.format, read?.account.iban, read?.closing?.minor],
      ["ofx1", "FR7630004008230001234567819", 1000n]
    )
    assert.isNull(read?.opening)
    assert.deepStrictEqual(
      [line?.bookingDate, line?.minor, line?.label, line?.reference, line?.bankId, line?.details],
      ["2026-01-05", -1250n, "CB LEROY & FILS", "0000123", "F1", [{ code: "MEMO", text: "ACHAT & POSE" }]]
    )
  })

  it("reads the same as XML, with CDATA, comments and empty elements", () => {
    const xml = statement(transaction("-12.50"))
      .replace(header, '<?xml version="1.0" encoding="UTF-8"?><?OFX OFXHEADER="200" VERSION="211"?>')
      .replace(
        /<(TRNUID|CODE|SEVERITY|CURDEF|BANKID|BRANCHID|ACCTID|ACCTTYPE|DTSTART|DTEND|TRNTYPE|DTPOSTED|TRNAMT|FITID|NAME|MEMO|BALAMT|DTASOF)>([^<]*)/g,
        "<$1>$2</$1>"
      )
      .replace("CB LEROY & FILS", "<![CDATA[CB LEROY & FILS]]>")
      .replace("<BANKTRANLIST>", "<!-- <STMTTRN> --><EMPTY/><BANKTRANLIST>")
    const [one, other] = [file(xml), file(statement(transaction("-12.50")))]
    assert.strictEqual(one.format, "ofx2")
    assert.deepStrictEqual(
      one.statements[0]?.lines.map((line) => ({ ...line, line: 0 })),
      other.statements[0]?.lines.map((line) => ({ ...line, line: 0 }))
    )
  })

  it("reads leaves that are empty and never closed", () => {
    const line = file(statement(transaction("1", "<FITID>F1<REFNUM><SIC>"))).statements[0]?.lines[0]
    assert.deepStrictEqual([line?.label, line?.reference], ["CB LEROY & FILS", null])
  })

  it.each([
    ["-1006.60", -100660n],
    ["-1006,60", -100660n],
    ["-1.006,60", -100660n],
    ["-1,006.60", -100660n],
    ["+1 006,60", 100660n],
    ["1.006.600", 100660000n],
    ["1,006,600.5", 100660050n],
    [".5", 50n],
    ["00012.5000", 1250n]
  ])("reads the amount %s", (text, minor) => {
    assert.strictEqual(minorOf(text), minor)
  })

  it("reads a card statement, several accounts, and the day the bank wrote in its own zone", () => {
    const card = statement(transaction("-1", "<FITID>F1", "20260101003000.000[-5:EST]"))
      .replaceAll("BANKACCTFROM", "CCACCTFROM")
      .replaceAll("STMTRS", "CCSTMTRS")
    assert.strictEqual(file(card).statements[0]?.lines[0]?.bookingDate, "2026-01-01")
    const inner = /<STMTTRNRS>[^]*<\/STMTTRNRS>/.exec(statement(transaction("1")))?.[0] ?? ""
    const two = statement(transaction("1")).replace(
      "</BANKMSGSRSV1>",
      `${inner.replace("00012345678", "00099999999")}</BANKMSGSRSV1>`
    )
    assert.deepStrictEqual(
      file(two).statements.map(({ account: { rib } }) => rib?.account),
      ["00012345678", "00099999999"]
    )
  })

  it("takes a movement repeated under its FITID once, and reports it", () => {
    const [read] = file(statement(`${transaction("1")}\n${transaction("1")}`)).statements
    assert.strictEqual(read?.lines.length, 1)
    assert.isTrue(read?.warnings.some(({ rule, line }) => rule === "line.repeated" && line === 12))
  })

  it("ignores a balance without amount and date, and says so", () => {
    const [read] = file(statement("", "<LEDGERBAL><BALAMT></BALAMT><DTASOF></DTASOF></LEDGERBAL>")).statements
    assert.isNull(read?.closing)
    assert.isTrue(read?.warnings.some(({ rule }) => rule === "balance.empty"))
  })

  it("respects the header's character set", () => {
    const text = statement(transaction("1").replace("LEROY", "LÉROY"))
    const latin = Uint8Array.from(text, (letter) => letter.charCodeAt(0))
    assert.strictEqual(
      Result.getOrThrow(parseStatements(latin)).statements[0]?.lines[0]?.label,
      "CB LÉROY & FILS"
    )
    const utf = text.replace("ENCODING:USASCII", "ENCODING:UTF-8")
    assert.strictEqual(file(utf).statements[0]?.lines[0]?.label, "CB LÉROY & FILS")
  })

  it.each([
    ["an impossible date", statement(transaction("1", "<FITID>F1", "20260230")), "date.invalid", 11],
    ["a date of zeros", statement(transaction("1", "<FITID>F1", "00000000")), "date.invalid", 11],
    ["no date", statement(transaction("1", "<FITID>F1", "")), "date.missing", 11],
    ["an amount that is none", statement(transaction("$120")), "amount.invalid", 11],
    ["null for an amount", statement(transaction("null")), "amount.invalid", 11],
    ["an ambiguous thousand", statement(transaction("1,006")), "amount.decimals", 11],
    ["thousands that are not", statement(transaction("1,06,600.00")), "amount.invalid", 11],
    ["an amount out of range", statement(transaction("9".repeat(25))), "amount.range", 11],
    [
      "one id for two movements",
      statement(`${transaction("1")}\n${transaction("2")}`),
      "line.duplicate-id",
      12
    ],
    [
      "a balance with a date and no amount",
      statement("", "<LEDGERBAL><BALAMT><DTASOF>20260131</LEDGERBAL>"),
      "amount.missing",
      12
    ],
    ["a cut file", statement(transaction("1")).slice(0, -60), "file.truncated", 8],
    ["an aggregate never closed", statement(transaction("1").replace("</STMTTRN>", "")), "ofx.malformed", 12],
    ["a closing tag from nowhere", statement("</NOWHERE>"), "ofx.malformed", 11],
    ["a second document", `${statement("")}\n<OFX></OFX>`, "file.mixed", 13],
    ["another format after it", `${statement("")}\n:20:X`, "file.mixed", 12],
    ["a DOCTYPE", statement("").replace("<OFX>", '<OFX><!DOCTYPE a [<!ENTITY b "c">]>'), "xml.doctype", 8],
    ["deep nesting", statement("<A>".repeat(70)), "file.too-deep", 11],
    ["a NUL entity", statement(transaction("1").replace("POSE", "&#0;")), "text.nul", 11],
    [
      "a lone surrogate entity",
      statement(transaction("1").replace("POSE", "&#xDFFF;")),
      "text.surrogate",
      11
    ],
    [
      "an error of the bank",
      `${header}<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>15500<SEVERITY>ERROR<MESSAGE>Refus</STATUS></SONRS></SIGNONMSGSRSV1></OFX>`,
      "bank.error",
      8
    ],
    ["no statement", `${header}<OFX></OFX>`, "statement.missing", null]
  ] as const)("refuses %s", (_, text, rule, line) => {
    const problem = refusal(text)
    assert.deepStrictEqual([problem.rule, problem.line], [rule, line])
  })

  it("reads a header whose lines were run together", () => {
    const parsed = file(
      statement(transaction("-12.50")).replace(header, `${header}COMPRESSION:NONE\n`.replaceAll("\n", ""))
    )
    assert.deepStrictEqual([parsed.format, parsed.encoding], ["ofx1", "windows-1252"])
    assert.strictEqual(parsed.statements[0]?.lines[0]?.minor, -1250n)
  })

  it("does not believe a one-byte charset over text that is UTF-8, and says so", () => {
    const parsed = file(statement(transaction("-12.50")).replace("LEROY", "LEROŸ €"))
    assert.strictEqual(parsed.statements[0]?.lines[0]?.label, "CB LEROŸ € & FILS")
    assert.deepStrictEqual(
      parsed.warnings.map(({ rule, values }) => [rule, values]),
      [["encoding.belied", { stated: "windows-1252", encoding: "utf-8" }]]
    )
  })
})

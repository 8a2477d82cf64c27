import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import { parseStatements } from "../../../../domain/finance/banking/model/index.ts"

const bytes = (text: string) => new TextEncoder().encode(text)
const file = (text: string) => Result.getOrThrow(parseStatements(bytes(text)))
const refusal = (text: string) => Result.getOrThrow(Result.flip(parseStatements(bytes(text))))

const balance = (code: string, amount: string, day: string, currency = "EUR") =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${amount}</Amt>
   <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>${day}</Dt></Dt></Bal>`
const entry = (amount: string, mark: string, more = "", status = "<Sts>BOOK</Sts>") =>
  `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${mark}</CdtDbtInd>${status}<BookgDt><Dt>2026-02-03</Dt></BookgDt>
   <ValDt><DtTm>2026-02-04T23:30:00+01:00</DtTm></ValDt>${more}</Ntry>`
const document = (content: string, version = "053.001.08") =>
  `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${version}"><BkToCstmrStmt><Stmt><Id>S1</Id>
<CreDtTm>2026-02-28T20:00:00</CreDtTm>
<Acct><Id><IBAN>FR7630004008230001234567819</IBAN></Id><Ccy>EUR</Ccy></Acct>
${content}
</Stmt></BkToCstmrStmt></Document>`
const statementOf = (content: string) => file(document(content)).statements[0]
const details = (...transactions: ReadonlyArray<string>) =>
  `<NtryDtls>${transactions.map((one) => `<TxDtls>${one}</TxDtls>`).join("")}</NtryDtls>`

describe("CAMT", () => {
  it("reads an entry with its parties, references and remittance", () => {
    const line = statementOf(
      entry(
        "1250.00000",
        "CRDT",
        `<AcctSvcrRef>BNP1</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>
         ${details(`<Refs><EndToEndId>E2E-9</EndToEndId><MndtId>RUM7</MndtId></Refs>
         <RltdPties><Dbtr><Pty><Nm>SCI DES TILLEULS</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>FR7630006000011234567890189</IBAN></Id></DbtrAcct>
         <Cdtr><Nm>MENUISERIE</Nm></Cdtr></RltdPties><RmtInf><Ustrd>Facture  F2026-9 &amp; avoir</Ustrd><Ustrd>solde</Ustrd></RmtInf>`)}`
      )
    )?.lines[0]
    assert.deepStrictEqual(
      [
        line?.minor,
        line?.bookingDate,
        line?.valueDate,
        line?.label,
        line?.reference,
        line?.bankCode,
        line?.bankId
      ],
      [
        125000n,
        "2026-02-03",
        "2026-02-04",
        "Facture  F2026-9 & avoir solde",
        "E2E-9",
        "PMNT/RCDT/ESCT",
        "BNP1"
      ]
    )
    assert.deepStrictEqual(line?.counterparty, {
      name: "SCI DES TILLEULS",
      iban: "FR7630006000011234567890189",
      account: null
    })
    assert.strictEqual(line?.references.mandate, "RUM7")
  })

  it.each([
    [
      "any version and prefix",
      document("")
        .replace(/<(\/?)(?!\?)/g, "<$1n:")
        .replace("xmlns=", "xmlns:n="),
      "camt.053"
    ],
    ["version 2", document("", "053.001.02"), "camt.053"],
    ["the old namespace", document("").replace(/urn:[^"]+/, "ISO:camt.053.001.01"), "camt.053"],
    ["a report", document("", "052.001.06").replaceAll("Stmt>", "Rpt>"), "camt.052"],
    ["a notification", document("", "054.001.04").replaceAll("Stmt>", "Ntfctn>"), "camt.054"]
  ])("recognises %s", (_, text, format) => {
    const parsed = file(text)
    assert.deepStrictEqual([parsed.format, parsed.statements.length], [format, 1])
  })

  it("splits an entry whose transactions add up, with their own signs, and keeps it whole otherwise", () => {
    const one = (amount: string, mark: string, reference: string) =>
      `<Refs><EndToEndId>${reference}</EndToEndId></Refs><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${mark}</CdtDbtInd>`
    const split = statementOf(entry("70", "CRDT", details(one("100", "CRDT", "A"), one("30", "DBIT", "B"))))
    assert.deepStrictEqual(
      split?.lines.map(({ minor, reference }) => [minor, reference]),
      [
        [10000n, "A"],
        [-3000n, "B"]
      ]
    )
    const whole = statementOf(entry("70", "CRDT", details(one("100", "CRDT", "A"), one("31", "DBIT", "B"))))
    assert.deepStrictEqual(
      whole?.lines.map(({ minor, reference }) => [minor, reference]),
      [[7000n, null]]
    )
    assert.isTrue(whole?.warnings.some(({ rule }) => rule === "line.details-differ"))
  })

  it("reads the status in both forms and leaves pending and announced entries out of the balance", () => {
    const statement = statementOf(
      [
        balance("OPBD", "100", "2026-02-01"),
        balance("CLBD", "110", "2026-02-28"),
        balance("CLAV", "90", "2026-02-28"),
        entry("10", "CRDT", "", "<Sts><Cd>BOOK</Cd></Sts>"),
        entry("20", "DBIT", "", "<Sts>PDNG</Sts>"),
        entry("30", "DBIT", "", "<Sts><Cd>INFO</Cd></Sts>"),
        entry("40", "DBIT", "", "<Sts><Cd>FUTR</Cd></Sts>")
      ].join("")
    )
    assert.deepStrictEqual(
      statement?.lines.map(({ status }) => status),
      ["booked", "pending", "information", "pending"]
    )
    assert.deepStrictEqual(statement?.warnings, [])
    assert.deepStrictEqual(
      statement?.otherBalances.map(({ minor, type }) => [type, minor]),
      [["CLAV", 9000n]]
    )
  })

  it("takes PRCD for the opening when there is no OPBD", () => {
    const statement = statementOf(balance("PRCD", "100", "2026-01-31") + balance("CLBD", "100", "2026-02-28"))
    assert.deepStrictEqual([statement?.opening?.minor, statement?.opening?.date], [10000n, "2026-01-31"])
  })

  it("keeps a balance in another currency, and does not check with it", () => {
    const statement = statementOf(
      balance("OPBD", "100", "2026-01-31") + balance("CLBD", "27", "2026-02-28", "SEK")
    )
    assert.strictEqual(statement?.closing?.currency, "SEK")
    assert.deepStrictEqual(
      statement?.warnings.map(({ rule }) => rule),
      ["balance.currency"]
    )
  })

  it("reads a reversal in the direction of its own mark, with the parties of the payment undone", () => {
    const line = statementOf(
      entry(
        "50",
        "CRDT",
        `<RvslInd>true</RvslInd>${details("<RltdPties><Dbtr><Nm>NOUS</Nm></Dbtr><Cdtr><Nm>EDF</Nm></Cdtr></RltdPties>")}`
      )
    )?.lines[0]
    assert.deepStrictEqual([line?.minor, line?.reversal, line?.counterparty?.name], [5000n, true, "EDF"])
  })

  const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
  it("respects the declared encoding", () => {
    const text = document(entry("1", "CRDT", "<AddtlNtryInf>Chèque déposé</AddtlNtryInf>"))
    const parsed = Result.getOrThrow(parseStatements(latin(text.replace("UTF-8", "ISO-8859-1"))))
    assert.strictEqual(parsed.statements[0]?.lines[0]?.label, "Chèque déposé")
    const wrong = Result.getOrThrow(Result.flip(parseStatements(latin(text))))
    assert.deepStrictEqual([wrong.rule, wrong.line], ["encoding.invalid", 6])
    const wide = new Uint8Array(
      Uint16Array.from(`\u{feff}${text.replace("UTF-8", "UTF-16")}`, (letter) => letter.charCodeAt(0)).buffer
    )
    assert.strictEqual(
      Result.getOrThrow(parseStatements(wide)).statements[0]?.lines[0]?.label,
      "Chèque déposé"
    )
  })

  it.each([
    [
      "a DOCTYPE with entities",
      `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>\n<Document>&b;</Document>`,
      "xml.doctype",
      1
    ],
    ["an external entity", `<!DOCTYPE d SYSTEM "file:///etc/passwd"><Document/>`, "xml.doctype", 1],
    ["deep nesting", document("<a>".repeat(70)), "file.too-deep", 5],
    ["a cut file", document(entry("1", "CRDT")).slice(0, -60), "xml.malformed", 6],
    ["text after the end", `${document("")}\n:20:X`, "xml.malformed", 7],
    [
      "an impossible date",
      document(entry("1", "CRDT").replace("2026-02-03", "2026-02-29")),
      "date.invalid",
      5
    ],
    [
      "a missing direction",
      document(entry("1", "CRDT").replace(/<CdtDbtInd>.*?<\/CdtDbtInd>/, "")),
      "statement.element-missing",
      5
    ],
    ["a wrong direction", document(entry("1", "CREDIT")), "statement.value-unknown", 5],
    ["a negative amount", document(entry("-1", "CRDT")), "amount.invalid", 5],
    ["real decimals beyond the currency's", document(entry("1.001", "CRDT")), "amount.decimals", 5],
    ["an amount out of range", document(entry("9".repeat(18), "CRDT")), "amount.range", 5],
    ["no amount", document(entry("", "CRDT")), "amount.missing", 5],
    ["an unknown currency", document(entry("1", "CRDT").replace("EUR", "EURO")), "currency.unknown", 5],
    ["an unknown status", document(entry("1", "CRDT", "", "<Sts>XXXX</Sts>")), "statement.value-unknown", 5],
    [
      "a NUL reference",
      document(entry("1", "CRDT", "<AddtlNtryInf>a&#0;b</AddtlNtryInf>")),
      "xml.malformed",
      6
    ],
    [
      "a lone surrogate",
      document(entry("1", "CRDT", "<AddtlNtryInf>a&#xD800;b</AddtlNtryInf>")),
      "xml.malformed",
      6
    ],
    [
      "an undefined entity",
      document(entry("1", "CRDT", "<AddtlNtryInf>&lol;</AddtlNtryInf>")),
      "xml.malformed",
      6
    ],
    ["another message", document("", "054.001.04").replace("camt.054", "pain.002"), "file.unknown-format", 2],
    ["no statement", document("").replace(/<Stmt>[^]*<\/Stmt>/, ""), "statement.missing", null],
    [
      "a huge field",
      document(entry("1", "CRDT", `<AddtlNtryInf>${"x".repeat(20_000)}</AddtlNtryInf>`)),
      "file.field-too-long",
      6
    ]
  ] as const)("refuses %s", (_, text, rule, line) => {
    const problem = refusal(text)
    assert.deepStrictEqual([problem.rule, problem.line], [rule, line])
  })

  it("does not believe UTF-16 over text of one byte a character, and says so", () => {
    const text = document(entry("1", "CRDT", "<AddtlNtryInf>Chèque</AddtlNtryInf>"))
    for (const [sent, encoding] of [
      [new TextEncoder().encode(text.replace("UTF-8", "UTF-16")), "utf-8"],
      [latin(text.replace("UTF-8", "utf-16")), "windows-1252"]
    ] as const) {
      const parsed = Result.getOrThrow(parseStatements(sent))
      assert.strictEqual(parsed.statements[0]?.lines[0]?.label, "Chèque")
      assert.deepStrictEqual(
        [parsed.encoding, parsed.warnings.map(({ rule }) => rule)],
        [encoding, ["encoding.belied"]]
      )
    }
  })
})

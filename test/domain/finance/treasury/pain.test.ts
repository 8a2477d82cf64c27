import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import { SaxesParser } from "saxes"
import {
  applyReport,
  BatchPaymentId,
  DueItemId,
  endToEndIdOf,
  executionDay,
  pain001,
  pain002,
  type PaymentState,
  sepaText,
  TransferFormat,
  type TransferMessage
} from "../../../../domain/finance/treasury/model/index.ts"
import { Iban } from "../../../../domain/shared/Iban.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../../domain/shared/Money.ts"
import { reportText } from "../../../support/treasury/reportText.ts"

const day = (text: string) => LocalDate.make(text)
const ids = ["019ab1c2-7d3e-7f40-8a51-3f0f6b9c1b31", "019ab1c2-7d3e-7f40-8a51-3f0f6b9c1b32"] as const

const payments = ids.map((id, at) => ({
  id: BatchPaymentId.make(id),
  dueItemId: DueItemId.make(id),
  payee: {
    name: at === 0 ? "Œuvres d'été & Cie" : "Dupont SARL",
    iban: Iban.make("FR1420041010050500013M02606"),
    ...(at === 0 ? {} : { bic: "PSSTFRPPXXX" })
  },
  amount: money(at === 0 ? 1n : 99_999_999_999n, EUR),
  reference: "Facture n° F-2026-001 <a&b>",
  state: "approved" as const,
  reason: null
}))

const message = (format: TransferFormat): TransferMessage => ({
  format,
  messageId: "019ab1c27d3e7f408a513f0f6b9c1b21",
  createdAt: "2026-11-23T12:05:00Z",
  executionDate: day("2026-12-15"),
  debtor: { name: "Menuiserie Lemaire", iban: "FR7630006000011234567890189", bic: null },
  batchBooking: true,
  payments
})

/** The paths of the leaves of a document with their texts, in order. */
const leavesOf = (xml: string) => {
  const parser = new SaxesParser({ xmlns: true })
  const [path, leaves]: [Array<string>, Array<string>] = [[], []]
  let text = ""
  parser.on("error", (fault) => assert.fail(fault.message))
  parser.on("opentag", ({ local }) => {
    path.push(local)
    text = ""
  })
  parser.on("text", (part) => (text += part))
  parser.on("closetag", () => {
    if (text !== "") leaves.push(`${path.slice(2).join("/")}=${text}`)
    path.pop()
    text = ""
  })
  parser.write(xml).close()
  return leaves
}

describe("the file of credit transfers", () => {
  it.each(TransferFormat.literals)("%s says who pays whom what, with its control sums", (format) => {
    const older = format === "pain.001.001.03"
    const xml = Result.getOrThrow(pain001(message(format)))
    assert.include(xml, `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:${format}">`)
    assert.include(xml, '<InstdAmt Ccy="EUR">999999999.99</InstdAmt>')
    const head = ["GrpHdr", "PmtInf"].flatMap((of) => [`${of}/NbOfTxs=2`, `${of}/CtrlSum=1000000000.00`])
    assert.includeMembers(leavesOf(xml), head)
    assert.deepStrictEqual(
      leavesOf(xml).filter((leaf) => leaf.startsWith("PmtInf/") && !head.includes(leaf)),
      [
        "PmtInf/PmtInfId=019ab1c27d3e7f408a513f0f6b9c1b21",
        "PmtInf/PmtMtd=TRF",
        "PmtInf/BtchBookg=true",
        "PmtInf/PmtTpInf/SvcLvl/Cd=SEPA",
        older ? "PmtInf/ReqdExctnDt=2026-12-15" : "PmtInf/ReqdExctnDt/Dt=2026-12-15",
        "PmtInf/Dbtr/Nm=Menuiserie Lemaire",
        "PmtInf/DbtrAcct/Id/IBAN=FR7630006000011234567890189",
        "PmtInf/DbtrAgt/FinInstnId/Othr/Id=NOTPROVIDED",
        "PmtInf/ChrgBr=SLEV",
        "PmtInf/CdtTrfTxInf/PmtId/InstrId=019ab1c27d3e7f408a513f0f6b9c1b31",
        "PmtInf/CdtTrfTxInf/PmtId/EndToEndId=019ab1c27d3e7f408a513f0f6b9c1b31",
        "PmtInf/CdtTrfTxInf/Amt/InstdAmt=0.01",
        "PmtInf/CdtTrfTxInf/Cdtr/Nm=OEuvres d'ete + Cie",
        "PmtInf/CdtTrfTxInf/CdtrAcct/Id/IBAN=FR1420041010050500013M02606",
        "PmtInf/CdtTrfTxInf/RmtInf/Ustrd=Facture n F-2026-001 a+b",
        "PmtInf/CdtTrfTxInf/PmtId/InstrId=019ab1c27d3e7f408a513f0f6b9c1b32",
        "PmtInf/CdtTrfTxInf/PmtId/EndToEndId=019ab1c27d3e7f408a513f0f6b9c1b32",
        "PmtInf/CdtTrfTxInf/Amt/InstdAmt=999999999.99",
        `PmtInf/CdtTrfTxInf/CdtrAgt/FinInstnId/${older ? "BIC" : "BICFI"}=PSSTFRPPXXX`,
        "PmtInf/CdtTrfTxInf/Cdtr/Nm=Dupont SARL",
        "PmtInf/CdtTrfTxInf/CdtrAcct/Id/IBAN=FR1420041010050500013M02606",
        "PmtInf/CdtTrfTxInf/RmtInf/Ustrd=Facture n F-2026-001 a+b"
      ]
    )
  })

  it("refuses a name that has no character of the SEPA set", () => {
    const [first] = payments
    if (first === undefined) return assert.fail("there are two")
    const strange = {
      ...message("pain.001.001.09"),
      payments: [{ ...first, payee: { ...first.payee, name: "東京" } }]
    }
    assert.isTrue(Result.isFailure(pain001(strange)))
  })

  it("writes in the characters that all banks take", () => {
    assert.strictEqual(sepaText("//Éts Crémieux – «Été»//2026//", 70), "Ets Cremieux - Ete /2026")
    assert.strictEqual(sepaText("a".repeat(80), 70).length, 70)
    assert.strictEqual(sepaText("12 € ½", 70), "12 EUR 1 2")
  })
})

describe("the day of execution", () => {
  const noon = { day: day("2026-12-24"), time: "12:00" }

  it.each([
    ["before the cut-off", "12:01", null, "2026-12-24"],
    ["at the cut-off", "12:00", null, "2026-12-28"],
    ["asked for in the past", "12:01", "2026-12-01", "2026-12-24"],
    ["asked for on a closed day", "12:01", "2026-12-26", "2026-12-28"],
    ["asked for ahead", "12:00", "2027-01-04", "2027-01-04"]
  ])("%s", (_, cutOff, asked, expected) =>
    assert.strictEqual(executionDay(noon, cutOff, asked === null ? null : day(asked)), expected)
  )

  it("of a closed day is the next open one, whatever the hour", () => {
    assert.strictEqual(executionDay({ day: day("2026-11-28"), time: "23:59" }, "10:00", null), "2026-11-30")
  })
})

const told = (text: string) => Result.getOrThrow(pain002(new TextEncoder().encode(text)))
const two = (state: PaymentState) => ids.map((id) => ({ id: BatchPaymentId.make(id), state }))
const [one, other] = [endToEndIdOf(ids[0]), endToEndIdOf(ids[1])]

describe("a bank's status report", () => {
  it("of one payment says what became of it, with the bank's reason; the other is told by the message", () => {
    const text = reportText({
      group: "ACCP",
      payments: [{ id: one, status: "RJCT", code: "AC04", words: "Clos" }]
    })
    assert.deepStrictEqual(applyReport(told(text), two("sent")), {
      steps: [
        {
          id: BatchPaymentId.make(ids[0]),
          from: "sent",
          to: "rejected",
          reason: { code: "AC04", text: "Clos" }
        },
        { id: BatchPaymentId.make(ids[1]), from: "sent", to: "accepted", reason: null }
      ],
      known: 0,
      findings: []
    })
  })

  it("that is partly accepted says nothing of who is not named", () => {
    const text = reportText({ group: "ACCP", batch: "PART", payments: [{ id: one, status: "ACSC" }] })
    const { known, steps } = applyReport(told(text), two("accepted"))
    assert.deepStrictEqual([steps.map(({ to }) => to), known], [["executed"], 1])
  })

  it("never takes a step back, and shows what contradicts, what is unknown and whose it is not", () => {
    const text = reportText({
      group: "ACTC",
      payments: [
        { id: one, status: "RJCT", code: "AM04" },
        { id: "stranger", status: "ACSC" }
      ]
    })
    const { findings, known, steps } = applyReport(told(text), two("executed"))
    assert.deepStrictEqual([steps, known], [[], 1])
    assert.deepStrictEqual(findings, [
      { endToEndId: "stranger", status: "ACSC", finding: "unknown-payment" },
      { endToEndId: one, status: "RJCT", finding: "contradiction" }
    ])
    const odd = applyReport(
      told(reportText({ group: null, payments: [{ id: other, status: "XXXX" }] })),
      two("sent")
    )
    assert.deepStrictEqual(odd.findings, [{ endToEndId: other, status: "XXXX", finding: "unknown-status" }])
  })

  it.each([
    ["empty", ""],
    ["doctype", `<!DOCTYPE a [<!ENTITY x "y">]>${reportText({ group: "ACCP", payments: [] })}`],
    ["malformed", "<Document><a></Document>"],
    ["malformed", reportText({ group: "&x;", payments: [] })],
    ["too-deep", `${"<a>".repeat(40)}${"</a>".repeat(40)}`],
    ["too-many-elements", `<a>${"<b/>".repeat(200_001)}</a>`],
    ["field-too-long", `<a>${"x".repeat(2_001)}</a>`],
    ["not-pain.002", "<Document><CstmrPmtStsRpt/></Document>"],
    [
      "incomplete",
      '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.03"><CstmrPmtStsRpt/></Document>'
    ],
    ["not-utf-8", '<?xml version="1.0" encoding="ISO-8859-1"?><Document/>']
  ])("is refused when %s", (fault, text) => {
    const read = pain002(new TextEncoder().encode(text))
    assert.isTrue(Result.isFailure(read))
    if (Result.isFailure(read)) assert.strictEqual(read.failure.fault, fault)
  })

  it("is read up to 8 MiB", () => {
    const text = reportText({ group: "ACCP", payments: [] })
    const padded = (bytes: number) => new TextEncoder().encode(text + " ".repeat(bytes - text.length))
    assert.isTrue(Result.isSuccess(pain002(padded(8 * 1024 * 1024))))
    assert.isTrue(Result.isFailure(pain002(padded(8 * 1024 * 1024 + 1))))
  })
})

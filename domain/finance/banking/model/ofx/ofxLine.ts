import { Option } from "effect"
import { ibanOf } from "../../../../shared/Iban.ts"
import type { CurrencyCode } from "../../../../shared/Money.ts"
import { type Counterparty, type LineDetail, noReferences, type ParsedLine } from "../ParsedStatement.ts"
import { childOf, type OfxElement, textOf } from "./ofxElements.ts"
import { ofxAmount, ofxCurrency, ofxDay, requiredDay } from "./ofxValues.ts"

/**
 * A STMTTRN (or a pending STMTTRNP) as a line. The label is NAME, else the payee's name, else MEMO; the reference is
 * REFNUM, else CHECKNUM; the value date is DTAVAIL. A CURRENCY aggregate gives the line's own currency.
 */
export const ofxLine = (transaction: OfxElement, statementCurrency: CurrencyCode | null): ParsedLine => {
  const pending = transaction.name === "STMTTRNP"
  const currency = ofxCurrency(childOf(transaction, "CURRENCY"), "CURSYM") ?? statementCurrency
  const [payee, memo, fitid] = [
    textOf(childOf(transaction, "PAYEE"), "NAME"),
    textOf(transaction, "MEMO"),
    textOf(transaction, "FITID")
  ]
  const name = textOf(transaction, "NAME") ?? payee
  const cheque = meaningful(textOf(transaction, "CHECKNUM"))
  const refnum = meaningful(textOf(transaction, "REFNUM"))
  return {
    bookingDate: requiredDay(transaction, pending ? "DTTRAN" : "DTPOSTED"),
    valueDate: ofxDay(transaction, "DTAVAIL"),
    minor: ofxAmount(transaction, "TRNAMT", currency),
    currency,
    label: name ?? memo ?? "",
    reference: refnum ?? cheque,
    counterparty: counterparty(transaction, payee),
    references: { ...noReferences, bank: refnum, transaction: fitid, cheque },
    bankCode: textOf(transaction, "TRNTYPE")?.toUpperCase() ?? null,
    bankId: fitid,
    status: pending ? "pending" : "booked",
    reversal: false,
    details: detailsOf(transaction, name === null ? null : memo),
    line: transaction.place.line
  }
}

/** A number that some banks write as zeros when there is none. */
const meaningful = (text: string | null): string | null => (text === null || /^0+$/.test(text) ? null : text)

const counterparty = (transaction: OfxElement, payee: string | null): Counterparty | null => {
  const target = childOf(transaction, "BANKACCTTO") ?? childOf(transaction, "CCACCTTO")
  const number = textOf(target, "ACCTID")
  if (payee === null && number === null) return null
  const iban = Option.getOrNull(ibanOf(number ?? ""))
  return { name: payee, iban, account: iban === null ? number : null }
}

const kept = ["EXTDNAME", "DTUSER", "SIC", "SRVRTID", "CORRECTFITID", "CORRECTACTION"] as const

const detailsOf = (transaction: OfxElement, memo: string | null): ReadonlyArray<LineDetail> => {
  const details: Array<LineDetail> = memo === null ? [] : [{ code: "MEMO", text: memo }]
  for (const code of kept) {
    const text = textOf(transaction, code)
    if (text !== null) details.push({ code, text })
  }
  const original = childOf(transaction, "ORIGCURRENCY")
  const symbol = textOf(original, "CURSYM")
  if (symbol !== null) {
    details.push({ code: "ORIGCURRENCY", text: `${symbol} ${textOf(original, "CURRATE") ?? ""}`.trim() })
  }
  return details
}

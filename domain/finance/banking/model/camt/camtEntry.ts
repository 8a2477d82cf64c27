import type { LocalDate } from "../../../../shared/LocalDate.ts"
import type { LineDetail, LineStatus, ParsedLine } from "../ParsedStatement.ts"
import { type Place, refuse } from "../StatementProblem.ts"
import { type StatementWarning, warning } from "../StatementWarning.ts"
import { all, at, type CamtElement, textAt } from "./camtElements.ts"
import { camtCounterparty, type OwnAccount } from "./camtCounterparty.ts"
import { camtReferences, quotedReference } from "./camtReferences.ts"
import { type CamtAmount, camtAmount, codeOf, dayAt, signOf, textsAt, transactionCode } from "./camtValues.ts"

/** An entry read before its statement is complete: everything but a date that only the statement can lend. */
export interface CamtEntry {
  readonly lines: ReadonlyArray<Omit<ParsedLine, "bookingDate"> & { readonly bookingDate: LocalDate | null }>
  readonly warnings: ReadonlyArray<StatementWarning>
}

/**
 * An entry as lines. Several transactions whose signed amounts add up to the entry become one line each; otherwise
 * the entry stays one line. The direction is the entry's own CdtDbtInd, reversal or not (ISO 20022: a reversal of a
 * debit is a credit entry). The booking date falls back on the value date.
 */
export const camtEntry = (entry: CamtElement, own: OwnAccount): CamtEntry => {
  const total = entryAmount(entry)
  const transactions = all(entry, "NtryDtls").flatMap((details) => all(details, "TxDtls"))
  const split = splitAmounts(transactions, total)
  const base = { entry, own, sign: total.sign }
  if (split !== null) {
    return {
      lines: transactions.map((transaction, index) => ({
        ...lineOf(base, [transaction]),
        minor: split[index] ?? 0n,
        currency: total.currency
      })),
      warnings: []
    }
  }
  return {
    lines: [{ ...lineOf(base, transactions), minor: total.sign * total.minor, currency: total.currency }],
    warnings:
      transactions.length > 1
        ? [warning("line.details-differ", entry.place.line, { count: String(transactions.length) })]
        : []
  }
}

interface EntryAmount extends CamtAmount {
  readonly sign: 1n | -1n
}

const entryAmount = (entry: CamtElement): EntryAmount => {
  const amount = at(entry, "Amt") ?? missing("Amt", entry.place)
  return { ...camtAmount(amount), sign: signOf(entry) ?? missing("CdtDbtInd", entry.place) }
}

const missing = (field: string, place: Place): never => refuse("statement.element-missing", place, { field })

/** The signed amount of each transaction; null when there are not several, or they do not add up to the entry. */
const splitAmounts = (
  transactions: ReadonlyArray<CamtElement>,
  entry: EntryAmount
): ReadonlyArray<bigint> | null => {
  if (transactions.length < 2) return null
  const amounts: Array<bigint> = []
  for (const transaction of transactions) {
    const amount = [at(transaction, "Amt"), at(transaction, "AmtDtls", "TxAmt", "Amt")].find(
      (candidate) => candidate?.currency === entry.currency
    )
    if (amount === null || amount === undefined) return null
    amounts.push((signOf(transaction) ?? entry.sign) * camtAmount(amount).minor)
  }
  const sum = amounts.reduce((total, minor) => total + minor, 0n)
  return sum === entry.sign * entry.minor ? amounts : null
}

interface EntryBase {
  readonly entry: CamtElement
  readonly own: OwnAccount
  readonly sign: 1n | -1n
}

/**
 * What a line says beside its amount. An entry kept whole with several transactions has no reference and no other
 * side of its own: those of its transactions stand in the details.
 */
const lineOf = ({ entry, own, sign }: EntryBase, transactions: ReadonlyArray<CamtElement>) => {
  const only = transactions.length === 1 ? (transactions[0] ?? null) : null
  const reversal = textAt(entry, "RvslInd") === "true" || textAt(entry, "RvslInd") === "1"
  const references = camtReferences(entry, only)
  return {
    bookingDate: dayAt(entry, "BookgDt") ?? dayAt(entry, "ValDt"),
    valueDate: dayAt(entry, "ValDt"),
    label: labelOf(entry, transactions),
    reference: quotedReference(only, references),
    counterparty: only === null ? null : camtCounterparty(only, signOf(only) ?? sign, reversal, own),
    references,
    bankCode:
      transactionCode(at(entry, "BkTxCd")) ?? transactionCode(only === null ? null : at(only, "BkTxCd")),
    bankId: references.bank,
    status: statusOf(entry),
    reversal,
    details: detailsOf(entry, transactions),
    line: entry.place.line
  }
}

/** Free remittance text of the transactions, else what the bank adds to them or to the entry, else its code. */
const labelOf = (entry: CamtElement, transactions: ReadonlyArray<CamtElement>): string => {
  const remittances = transactions
    .map((one) => textsAt(at(one, "RmtInf"), "Ustrd"))
    .filter((text) => text !== "")
  const structured = transactions.flatMap((one) =>
    all(at(one, "RmtInf"), "Strd").map((strd) => textsAt(strd, "AddtlRmtInf"))
  )
  const candidates = [
    remittances.join(" "),
    structured.filter((text) => text !== "").join(" "),
    textAt(entry, "AddtlNtryInf"),
    transactions
      .map((one) => textAt(one, "AddtlTxInf") ?? "")
      .join(" ")
      .trim()
  ]
  return candidates.find((text) => text !== null && text !== "") ?? ""
}

const statuses: ReadonlyMap<string, LineStatus> = new Map([
  ["BOOK", "booked"],
  ["PDNG", "pending"],
  ["FUTR", "pending"],
  ["INFO", "information"]
])

/** A statement reports booked entries: an entry without status is one. */
const statusOf = (entry: CamtElement): LineStatus => {
  const found = at(entry, "Sts")
  const code = codeOf(found) ?? ""
  const known = code === "" ? "booked" : statuses.get(code)
  return (
    known ?? refuse("statement.value-unknown", found?.place ?? entry.place, { value: code, field: "Sts" })
  )
}

/** What the line says besides: added texts, batch, original amount, return reason, purpose. */
const detailsOf = (
  entry: CamtElement,
  transactions: ReadonlyArray<CamtElement>
): ReadonlyArray<LineDetail> => {
  const found: Array<LineDetail> = []
  const add = (code: string, text: string | null) => {
    if (text !== null && text !== "") found.push({ code, text })
  }
  add("AddtlNtryInf", textAt(entry, "AddtlNtryInf"))
  for (const details of all(entry, "NtryDtls")) add("PmtInfId", textAt(details, "Btch", "PmtInfId"))
  for (const one of transactions) {
    if (transactions.length > 1) {
      add("Ustrd", textsAt(at(one, "RmtInf"), "Ustrd"))
      add("EndToEndId", textAt(one, "Refs", "EndToEndId"))
    }
    add("AddtlTxInf", textAt(one, "AddtlTxInf"))
    add("Purp", textAt(one, "Purp", "Cd") ?? textAt(one, "Purp", "Prtry"))
    add("RtrInf", textAt(one, "RtrInf", "Rsn", "Cd") ?? textAt(one, "RtrInf", "Rsn", "Prtry"))
    add("RtrInf", textsAt(at(one, "RtrInf"), "AddtlInf"))
    const original = at(one, "AmtDtls", "InstdAmt", "Amt")
    if (original !== null) add("InstdAmt", `${original.text} ${original.currency ?? ""}`.trim())
  }
  return found
}

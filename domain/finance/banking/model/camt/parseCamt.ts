import type { CurrencyCode } from "../../../../shared/Money.ts"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import { readCurrency } from "../amounts.ts"
import { limits } from "../limits.ts"
import type { OtherBalance, ParsedLine, ParsedStatement, StatementFormat } from "../ParsedStatement.ts"
import { accountOfText, type StatementAccount, unknownAccount } from "../StatementAccount.ts"
import { type Place, refuse } from "../StatementProblem.ts"
import { type StatementWarning, warning } from "../StatementWarning.ts"
import { all, at, type CamtElement, camtElements, textAt } from "./camtElements.ts"
import { type CamtEntry, camtEntry } from "./camtEntry.ts"
import { camtAmount, codeOf, dayAt, isoDay, signOf } from "./camtValues.ts"

/** The statements of a document, and which message it is. */
export interface CamtFile {
  readonly format: StatementFormat
  readonly statements: ReadonlyArray<ParsedStatement>
}

/**
 * CAMT.053 (and .052, .054) of any version: the namespace only has to name the message. Opening is OPBD, else PRCD
 * (the closing balance of the period before); closing is CLBD; a balance in the account's currency comes first.
 */
export const parseCamt = (text: string): CamtFile => {
  const formats: Array<StatementFormat> = []
  const statements: Array<ParsedStatement> = []
  let entries: Array<CamtEntry> = []
  let count = 0
  camtElements(text, {
    document: (namespace, place) => {
      formats.push(formatOf(namespace, place))
    },
    entry: (entry, statement) => {
      if (++count > limits.lines) refuse("file.too-many-lines", entry.place, { limit: String(limits.lines) })
      entries.push(camtEntry(entry, numberOf(statement)))
    },
    statement: (statement) => {
      statements.push(statementOf(statement, entries))
      entries = []
    }
  })
  return { format: formats[0] ?? refuse("file.unknown-format", { line: 1, column: 1 }), statements }
}

/** The message a namespace names, whatever its version and prefix (`urn:...:camt.053.001.08`, `ISO:camt.053.`). */
const formatOf = (namespace: string, place: Place): StatementFormat => {
  if (namespace.includes("camt.053.")) return "camt.053"
  if (namespace.includes("camt.052.")) return "camt.052"
  return namespace.includes("camt.054.") ? "camt.054" : refuse("file.unknown-format", place)
}

const statementOf = (statement: CamtElement, entries: ReadonlyArray<CamtEntry>): ParsedStatement => {
  const { account, warnings } = accountOf(statement)
  const balances = all(statement, "Bal").map(balanceOf)
  const lines = entries.flatMap((entry) => entry.lines)
  const stated = at(statement, "Acct", "Ccy")
  const currency =
    stated === null
      ? (balances[0]?.currency ?? lines[0]?.currency ?? null)
      : readCurrency(stated.text, stated.place)
  const opening = chosen(balances, ["OPBD", "PRCD"], currency)
  const closing = chosen(balances.toReversed(), ["CLBD"], currency)
  const dated = withDates(statement, lines, closing?.date ?? null)
  return {
    account,
    currency,
    statementId: textAt(statement, "Id"),
    sequence: textAt(statement, "LglSeqNb") ?? textAt(statement, "ElctrncSeqNb"),
    opening: opening === null ? null : bare(opening),
    closing: closing === null ? null : bare(closing),
    otherBalances: balances.filter((balance) => balance !== opening && balance !== closing),
    lines: dated.lines,
    warnings: [
      ...warnings,
      ...entries.flatMap((entry) => entry.warnings),
      ...dated.warnings,
      ...repeatedIds(dated.lines)
    ]
  }
}

const bare = ({ currency, date, minor }: OtherBalance) => ({ date, minor, currency })

/** The account's number as written, without spaces. */
const numberOf = (statement: CamtElement): string | null => {
  const id = at(statement, "Acct", "Id")
  return textAt(id, "IBAN") ?? textAt(id, "Othr", "Id") ?? textAt(id, "PrtryAcct", "Id")
}

const accountOf = (
  statement: CamtElement
): { readonly account: StatementAccount; readonly warnings: ReadonlyArray<StatementWarning> } => {
  const iban = at(statement, "Acct", "Id", "IBAN")
  const text = numberOf(statement)
  if (text === null) return { account: unknownAccount, warnings: [] }
  const account = accountOfText(text)
  const invalid = iban !== null && account.iban === null
  return {
    account,
    warnings: invalid ? [warning("account.iban-invalid", iban.place.line, { value: text })] : []
  }
}

/** Without a type a balance says nothing; its type is a code, or the bank's own word. */
const balanceOf = (element: CamtElement): OtherBalance => {
  const code = at(element, "Tp", "CdOrPrtry")
  const type = codeOf(code) ?? codeOf(at(element, "Tp"))
  const amount = at(element, "Amt")
  const date = dayAt(element, "Dt")
  const sign = signOf(element)
  const absent = (field: string) =>
    refuse("statement.element-missing", element.place, { field: `Bal/${field}` })
  if (type === null) return absent("Tp")
  if (amount === null) return absent("Amt")
  if (date === null) return absent("Dt")
  if (sign === null) return absent("CdtDbtInd")
  const { currency, minor } = camtAmount(amount)
  return { type, date, minor: sign * minor, currency }
}

/** The first balance of the first type found, one in the account's currency before any other. */
const chosen = (
  balances: ReadonlyArray<OtherBalance>,
  types: ReadonlyArray<string>,
  currency: CurrencyCode | null
): OtherBalance | null => {
  for (const type of types) {
    const ofType = balances.filter((balance) => balance.type === type)
    const found = ofType.find((balance) => balance.currency === currency) ?? ofType[0]
    if (found !== undefined) return found
  }
  return null
}

/** Entries without any date take the closing balance's, else the day the statement was made; that is reported. */
const withDates = (statement: CamtElement, lines: CamtEntry["lines"], closing: LocalDate | null) => {
  const made = at(statement, "CreDtTm")
  const warnings: Array<StatementWarning> = []
  const dated = lines.map((line): ParsedLine => {
    const { bookingDate } = line
    if (bookingDate !== null) return { ...line, bookingDate }
    const lent =
      closing ??
      (made === null
        ? refuse("date.missing", { line: line.line, column: 1 }, { field: "BookgDt" })
        : isoDay(made.text, "CreDtTm", made.place))
    warnings.push(warning("line.date-assumed", line.line, { value: lent }))
    return { ...line, bookingDate: lent }
  })
  return { lines: dated, warnings }
}

/** A bank reference that several entries carry is worth knowing: it cannot tell them apart. */
const repeatedIds = (lines: ReadonlyArray<ParsedLine>): ReadonlyArray<StatementWarning> => {
  const entryOf = new Map<string, number>()
  const told = new Set<string>()
  return lines.flatMap(({ bankId, line }) => {
    if (bankId === null || told.has(bankId)) return []
    const known = entryOf.get(bankId)
    entryOf.set(bankId, line)
    if (known === undefined || known === line) return []
    told.add(bankId)
    return [warning("line.reference-repeated", line, { value: bankId })]
  })
}

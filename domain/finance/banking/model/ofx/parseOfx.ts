import { Option } from "effect"
import { ribOf } from "../../../../shared/Rib.ts"
import type { CurrencyCode } from "../../../../shared/Money.ts"
import { limits } from "../limits.ts"
import type { Balance, ParsedLine, ParsedStatement, StatementFormat } from "../ParsedStatement.ts"
import { accountOfRib, accountOfText, type StatementAccount, unknownAccount } from "../StatementAccount.ts"
import { refuse } from "../StatementProblem.ts"
import { type StatementWarning, warning } from "../StatementWarning.ts"
import { childOf, type OfxElement, ofxElements, textOf } from "./ofxElements.ts"
import { ofxLine } from "./ofxLine.ts"
import { ofxAmount, ofxCurrency, requiredDay } from "./ofxValues.ts"

/** The statements of a file, which generation of OFX it is, and what the bank could not give. */
export interface OfxFile {
  readonly format: StatementFormat
  readonly statements: ReadonlyArray<ParsedStatement>
  readonly warnings: ReadonlyArray<StatementWarning>
}

/**
 * OFX 1 and 2: bank (STMTRS), card (CCSTMTRS) and securities (INVSTMTRS, cash movements only) statements. LEDGERBAL
 * is the closing balance; OFX has no opening balance. A FITID that names two different movements of a statement is
 * refused; the same movement repeated under its FITID is taken once and reported, for the norm makes FITID unique
 * in the account.
 */
export const parseOfx = (text: string): OfxFile => {
  const statements: Array<ParsedStatement> = []
  const errors: Array<OfxElement> = []
  let draft = newDraft()
  let count = 0
  ofxElements(text, {
    wants: new Set(["STMTTRN", "STMTTRNP", "STMTRS", "CCSTMTRS", "INVSTMTRS", "STATUS"]),
    done: (element, around) => {
      if (element.name === "STATUS") {
        if (textOf(element, "SEVERITY") === "ERROR") errors.push(element)
      } else if (element.name.startsWith("STMTTRN")) {
        if (++count > limits.lines)
          refuse("file.too-many-lines", element.place, { limit: String(limits.lines) })
        addLine(draft, ofxLine(element, currencyAround(around)))
      } else {
        statements.push(statementOf(element, draft))
        draft = newDraft()
      }
    }
  })
  const [error] = errors
  if (error !== undefined && statements.length === 0) refuse("bank.error", error.place, statusValues(error))
  return {
    format: /<\?(?:xml|OFX)\b/i.test(text.slice(0, 1024)) ? "ofx2" : "ofx1",
    statements,
    warnings: errors.map((status) => warning("bank.error", status.place.line, statusValues(status)))
  }
}

const statusValues = (status: OfxElement) => ({
  code: textOf(status, "CODE") ?? "",
  value: textOf(status, "MESSAGE") ?? ""
})

interface Draft {
  readonly lines: Array<ParsedLine>
  readonly byId: Map<string, ParsedLine>
  readonly warnings: Array<StatementWarning>
}

const newDraft = (): Draft => ({ lines: [], byId: new Map(), warnings: [] })

const addLine = (draft: Draft, line: ParsedLine): void => {
  const known = line.bankId === null ? undefined : draft.byId.get(line.bankId)
  if (known === undefined) {
    draft.lines.push(line)
    if (line.bankId !== null) draft.byId.set(line.bankId, line)
    return
  }
  const values = { value: line.bankId ?? "", other: String(known.line) }
  if (content(known) !== content(line)) refuse("line.duplicate-id", { line: line.line, column: 1 }, values)
  draft.warnings.push(warning("line.repeated", line.line, values))
}

const content = (line: ParsedLine): string =>
  [line.bookingDate, line.minor, line.currency, line.label, ...line.details.map(({ text }) => text)].join(
    "\n"
  )

/** The currency of the statement under way: CURDEF stands before the movements. */
const currencyAround = (around: ReadonlyArray<OfxElement>): CurrencyCode | null =>
  ofxCurrency(around.findLast(({ name }) => name.endsWith("STMTRS")) ?? null, "CURDEF")

const statementOf = (element: OfxElement, draft: Draft): ParsedStatement => {
  const warnings = [...draft.warnings]
  const stated = ofxCurrency(element, "CURDEF")
  const currency = stated ?? draft.lines[0]?.currency ?? null
  if (stated === null && currency !== null) {
    warnings.push(warning("currency.assumed", element.place.line, { value: currency, source: "CURRENCY" }))
  }
  if (element.name === "INVSTMTRS") warnings.push(warning("securities.ignored", element.place.line))
  const balance = (name: string) => balanceOf(childOf(element, name), currency, warnings)
  const [closing, available] = [balance("LEDGERBAL"), balance("AVAILBAL")]
  return {
    account: accountOf(element),
    currency,
    statementId: null,
    sequence: null,
    opening: null,
    closing,
    otherBalances: available === null ? [] : [{ type: "AVAILBAL", ...available }],
    lines: draft.lines,
    warnings
  }
}

/** A balance announced with neither amount nor date says nothing; with only one of them it is refused. */
const balanceOf = (
  element: OfxElement | null,
  currency: CurrencyCode | null,
  warnings: Array<StatementWarning>
): Balance | null => {
  if (element === null) return null
  if (textOf(element, "BALAMT") === null && textOf(element, "DTASOF") === null) {
    warnings.push(warning("balance.empty", element.place.line, { field: element.name }))
    return null
  }
  return { date: requiredDay(element, "DTASOF"), minor: ofxAmount(element, "BALAMT", currency), currency }
}

/** A French account gives its bank, branch and number apart; elsewhere the number, behind its bank. */
const accountOf = (statement: OfxElement): StatementAccount => {
  const from = ["BANKACCTFROM", "CCACCTFROM", "INVACCTFROM"]
    .map((name) => childOf(statement, name))
    .find((found) => found !== null)
  if (from === undefined || from === null) return unknownAccount
  const [bank, branch, number] = [
    textOf(from, "BANKID") ?? textOf(from, "BROKERID") ?? "",
    textOf(from, "BRANCHID") ?? "",
    textOf(from, "ACCTID") ?? ""
  ]
  if (Option.isSome(ribOf(bank, branch, number))) return accountOfRib(bank, branch, number)
  const own = accountOfText(number)
  return own.other === null
    ? own
    : accountOfText([bank, branch, number].filter((part) => part !== "").join(" "))
}

import { ribText } from "../../../shared/Rib.ts"
import { decimal } from "./amounts.ts"
import type { Balance, Counterparty, ParsedFile, ParsedLine, ParsedStatement } from "./ParsedStatement.ts"
import type { Language } from "./statementMessages.ts"
import { type StatementProblem, problemMessage } from "./StatementProblem.ts"
import { type StatementWarning, warningMessage } from "./StatementWarning.ts"

/** A JSON value: what `JSON.stringify` writes without loss. */
export type Json = string | number | boolean | null | ReadonlyArray<Json> | { readonly [key: string]: Json }

/**
 * A parsed file as JSON: amounts as decimal text with the decimals of their currency, dates ISO, what the file does
 * not say null. `rib` is the 23 characters of the RIB.
 */
export const toJson = (file: ParsedFile): Json => ({
  format: file.format,
  encoding: file.encoding,
  statements: file.statements.map(statementJson),
  warnings: file.warnings.map(warningJson)
})

/** A refusal as an RFC 9457 problem document, with the rule and the place in the file. */
export const problemJson = (problem: StatementProblem, language: Language): Json => ({
  type: `urn:azals:problem:bank-statement:${problem.rule}`,
  title: language === "fr" ? "Relevé bancaire refusé" : "Bank statement refused",
  status: 422,
  detail: problemMessage(problem, language),
  rule: problem.rule,
  line: problem.line,
  column: problem.column,
  values: problem.values
})

const statementJson = (statement: ParsedStatement): Json => ({
  iban: statement.account.iban,
  rib: statement.account.rib === null ? null : ribText(statement.account.rib),
  otherAccount: statement.account.other,
  currency: statement.currency,
  statementId: statement.statementId,
  sequence: statement.sequence,
  opening: balanceJson(statement.opening),
  closing: balanceJson(statement.closing),
  otherBalances: statement.otherBalances.map((balance) => ({ type: balance.type, ...sumJson(balance) })),
  lines: statement.lines.map(lineJson),
  warnings: statement.warnings.map(warningJson)
})

const lineJson = (line: ParsedLine): Json => ({
  bookingDate: line.bookingDate,
  valueDate: line.valueDate,
  amount: decimal(line.minor, line.currency),
  currency: line.currency,
  label: line.label,
  reference: line.reference,
  counterparty: counterpartyJson(line.counterparty),
  status: line.status,
  reversal: line.reversal,
  bankCode: line.bankCode,
  bankId: line.bankId,
  references: Object.fromEntries(Object.entries(line.references).filter(([, text]) => text !== null)),
  details: line.details.map(({ code, text }) => ({ code, text })),
  line: line.line
})

const counterpartyJson = (counterparty: Counterparty | null): Json =>
  counterparty === null
    ? null
    : { name: counterparty.name, iban: counterparty.iban, account: counterparty.account }

const balanceJson = (balance: Balance | null): Json => (balance === null ? null : sumJson(balance))

const sumJson = (balance: Balance) => ({
  date: balance.date,
  amount: decimal(balance.minor, balance.currency),
  currency: balance.currency
})

const warningJson = (found: StatementWarning): Json => ({
  rule: found.rule,
  line: found.line,
  message: { fr: warningMessage(found, "fr"), en: warningMessage(found, "en") },
  values: found.values
})

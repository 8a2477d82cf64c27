import { Result } from "effect"
import { parseCamt } from "./camt/parseCamt.ts"
import { parseCfonb120 } from "./cfonb/parseCfonb120.ts"
import { breakWarning, continuityBreaks, spanOf, statementBreak } from "./continuity.ts"
import { type DecodedFile, decodeStatement } from "./decodeStatement.ts"
import { detectFormatOfText, type FormatFamily } from "./detectFormat.ts"
import { limits } from "./limits.ts"
import type { ParsedFile, ParsedStatement, StatementFormat } from "./ParsedStatement.ts"
import { parseMt940 } from "./mt940/parseMt940.ts"
import { parseOfx } from "./ofx/parseOfx.ts"
import { accountKey } from "./StatementAccount.ts"
import { problem, refuse, StatementProblem } from "./StatementProblem.ts"
import { type StatementWarning, warning } from "./StatementWarning.ts"

/**
 * Reads a bank statement file (CFONB 120, CAMT.052/053/054, MT940/942, OFX 1 and 2) of at most `limits.bytes`.
 * The format and the encoding are found in the file. The file is read whole or refused with one `StatementProblem`;
 * what is odd but readable (a balance that does not follow, a missing balance) is a warning, never a repair.
 */
export const parseStatements = (bytes: Uint8Array): Result.Result<ParsedFile, StatementProblem> => {
  if (bytes.length === 0) return Result.fail(problem("file.empty", null))
  if (bytes.length > limits.bytes) {
    return Result.fail(
      problem("file.too-large", null, { size: String(bytes.length), limit: String(limits.bytes) })
    )
  }
  try {
    return Result.succeed(checked(decodeStatement(bytes)))
  } catch (fault) {
    if (fault instanceof StatementProblem) return Result.fail(fault)
    throw fault
  }
}

interface Reading {
  readonly format: StatementFormat
  readonly statements: ReadonlyArray<ParsedStatement>
  readonly warnings?: ReadonlyArray<StatementWarning>
}

const checked = (file: DecodedFile): ParsedFile => {
  const { format, statements, warnings = [] } = read(file.text)
  if (statements.length === 0) refuse("statement.missing", null, { format })
  const { doubt, encoding, stated } = file
  return {
    format,
    encoding,
    statements: statements.map(withFindings),
    warnings: [
      ...(doubt === null ? [] : [warning(`encoding.${doubt}`, null, { encoding, stated: stated ?? "" })]),
      ...warnings,
      ...repeatedStatements(statements),
      ...continuityBreaks(statements.map(spanOf)).map(breakWarning)
    ]
  }
}

const read = (text: string): Reading => {
  if (text.trim() === "") return refuse("file.empty", null)
  const family = detectFormatOfText(text)
  return family === null ? refuse("file.unknown-format", { line: 1, column: 1 }) : readers[family](text)
}

const readers: Readonly<Record<FormatFamily, (text: string) => Reading>> = {
  cfonb120: (text) => ({ format: "cfonb120", statements: parseCfonb120(text) }),
  mt940: parseMt940,
  camt: parseCamt,
  ofx: parseOfx
}

/** What holds for every format: unknown balances and account, balances and lines in another currency, continuity. */
const withFindings = (statement: ParsedStatement): ParsedStatement => {
  const { account, closing, currency, opening } = statement
  const found = statementBreak(statement)
  const expected = currency ?? "?"
  const otherCurrency = [
    ["opening", opening],
    ["closing", closing]
  ] as const
  const warnings: ReadonlyArray<StatementWarning> = [
    ...statement.warnings,
    ...(accountKey(account) === "" ? [warning("account.missing", null)] : []),
    ...(currency === null ? [warning("currency.missing", null)] : []),
    ...(opening === null ? [warning("opening.missing", null)] : []),
    ...(closing === null ? [warning("closing.missing", null)] : []),
    ...otherCurrency.flatMap(([field, balance]) =>
      balance === null || balance.currency === currency
        ? []
        : [warning("balance.currency", null, { field, value: balance.currency ?? "?", expected })]
    ),
    ...foreignLines(statement),
    ...(found === null ? [] : [found])
  ]
  return { ...statement, warnings }
}

/** One finding per currency that is not the statement's. */
const foreignLines = ({ currency, lines }: ParsedStatement): ReadonlyArray<StatementWarning> => {
  const foreign = lines.filter((line) => line.currency !== currency)
  return [...Map.groupBy(foreign, (line) => line.currency ?? "?")].map(([value, group]) =>
    warning("line.currency", group[0]?.line ?? null, {
      value,
      count: String(group.length),
      expected: currency ?? "?"
    })
  )
}

/** Statements that name themselves the same way and say the same: one of them is a copy. */
const repeatedStatements = (statements: ReadonlyArray<ParsedStatement>): ReadonlyArray<StatementWarning> => {
  const seen = new Set<string>()
  return statements.flatMap((statement) => {
    if (statement.statementId === null) return []
    const same = [
      accountKey(statement.account),
      statement.statementId,
      statement.sequence,
      statement.opening?.minor,
      statement.closing?.minor,
      statement.lines.map((line) => `${line.bookingDate} ${line.minor} ${line.label}`).join("\n")
    ].join("\n")
    if (seen.has(same)) return [warning("statement.repeated", null, { value: statement.statementId })]
    seen.add(same)
    return []
  })
}

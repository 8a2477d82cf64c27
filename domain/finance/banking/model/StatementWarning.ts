import { fill, type Language, warningMessages } from "./statementMessages.ts"

/** A stable code of a finding: the file was read, and this is what a person should know about it. */
export type WarningRule = keyof typeof warningMessages

/** A finding, with its place in the file (1-based) when it has one. Never a repair. */
export interface StatementWarning {
  readonly rule: WarningRule
  readonly line: number | null
  readonly values: Readonly<Record<string, string>>
}

export const warning = (
  rule: WarningRule,
  line: number | null,
  values: Readonly<Record<string, string>> = {}
): StatementWarning => ({ rule, line, values })

/** The finding as a sentence. */
export const warningMessage = (finding: StatementWarning, language: Language): string =>
  fill(warningMessages[finding.rule][language], finding.values)

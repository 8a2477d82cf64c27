import { EUR, money } from "../../../shared/Money.ts"
import {
  type BalanceBreak,
  type ImportFinding,
  type ImportPlan,
  type ParsedFile,
  warningMessage
} from "../model/index.ts"

/** Every oddity of a file and of its statements, in both languages. */
export const findingsOf = ({ statements, warnings }: ParsedFile): ReadonlyArray<ImportFinding> =>
  [...warnings, ...statements.flatMap((statement) => statement.warnings)].map((found) => ({
    rule: found.rule,
    line: found.line,
    fr: warningMessage(found, "fr"),
    en: warningMessage(found, "en")
  }))

/** The breaks that are new with the file. */
export const breaksOf = ({ breaks }: ImportPlan): ReadonlyArray<BalanceBreak> =>
  breaks.map(({ account, next, previous }) => ({
    account,
    closedOn: previous.date,
    closing: money(previous.minor, previous.currency ?? EUR),
    opensOn: next.date,
    opening: money(next.minor, next.currency ?? EUR)
  }))

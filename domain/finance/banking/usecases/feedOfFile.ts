import { Effect } from "effect"
import {
  bankAccountOf,
  type BankAccountId,
  type FedAccount,
  FedElsewhere,
  type ImportFinding,
  type ParsedFile
} from "../model/index.ts"

/** Fails with `FedElsewhere` when an account of a file gets its lines from its institution. */
export const mayComeByFile = (accounts: ReadonlyArray<FedAccount>) => {
  const other = accounts.find(({ feed }) => feed?.source === "institution")
  return other === undefined
    ? Effect.void
    : Effect.fail(new FedElsewhere({ bankAccountId: other.id, label: other.label, feed: "institution" }))
}

/** The file without the lines of days that another feed has told already, and a finding about each account with such. */
export const sinceFed = (
  parsed: ParsedFile,
  held: ReadonlyMap<string, BankAccountId>,
  fed: ReadonlyArray<FedAccount>
): { readonly file: ParsedFile; readonly findings: ReadonlyArray<ImportFinding> } => {
  const findings: Array<ImportFinding> = []
  const statements = parsed.statements.map((statement) => {
    const id = held.get(bankAccountOf(statement))
    const since = fed.find((one) => one.id === id)?.feed?.since ?? null
    const lines =
      since === null ? statement.lines : statement.lines.filter((line) => line.bookingDate >= since)
    const left = statement.lines.length - lines.length
    if (since !== null && left > 0) findings.push(before(since, left))
    return { ...statement, lines }
  })
  return { file: { ...parsed, statements }, findings }
}

const before = (since: string, left: number): ImportFinding => ({
  rule: "feed.before-since",
  line: null,
  fr: `${left} ligne(s) d'avant le ${since} ne sont pas reprises : ce compte était alimenté autrement jusque-là.`,
  en: `${left} line(s) from before ${since} are left out: the account was fed in another way until then.`
})

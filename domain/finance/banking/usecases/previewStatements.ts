import { Effect } from "effect"
import { BankFeed } from "../../../../ports/finance/BankFeed.ts"
import { planImport } from "../model/index.ts"
import { mayComeByFile, sinceFed } from "./feedOfFile.ts"
import { breaksOf, findingsOf } from "./importReport.ts"
import { readStatements } from "./readStatements.ts"

/** What an import of the file would do now. Nothing is stored. */
export const previewStatements = Effect.fn("banking.previewStatements")(function* (bytes: Uint8Array) {
  const feed = yield* BankFeed
  const parsed = yield* readStatements(bytes)
  const accounts = yield* feed.knownAccounts(parsed.statements)
  const fed = yield* feed.feedsOf([...accounts.values()])
  yield* mayComeByFile(fed)
  const own = sinceFed(parsed, accounts, fed)
  const { statements } = own.file
  const plan = planImport(yield* feed.known(accounts, statements), statements)
  return {
    format: parsed.format,
    encoding: parsed.encoding,
    statements: parsed.statements.length,
    added: plan.added.length,
    known: plan.duplicates.length,
    settled: plan.settled.length,
    findings: [...findingsOf(parsed), ...own.findings],
    breaks: breaksOf(plan)
  }
})

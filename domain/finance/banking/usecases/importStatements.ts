import { Effect } from "effect"
import { BankFeed } from "../../../../ports/finance/BankFeed.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { planImport } from "../model/index.ts"
import { mayComeByFile, sinceFed } from "./feedOfFile.ts"
import { breaksOf, findingsOf } from "./importReport.ts"
import { readStatements } from "./readStatements.ts"

/**
 * Imports a bank file: what is known already is not added again, pending lines become their booked twins, and breaks
 * between statements are reported. The file's bytes are kept as they came. Nothing of a refused file is stored; one of an
 * account that its institution feeds is refused.
 */
export const importStatements = Effect.fn("banking.importStatements")(function* (
  name: string,
  bytes: Uint8Array
) {
  const { write } = yield* UnitOfWork
  const feed = yield* BankFeed
  const events = yield* Events
  const parsed = yield* readStatements(bytes)
  return yield* write(
    Effect.gen(function* () {
      const accounts = yield* feed.holdAccounts(parsed.statements)
      const fed = yield* feed.declareFeed([...accounts.values()], "files")
      yield* mayComeByFile(fed)
      const own = sinceFed(parsed, accounts, fed)
      const { statements } = own.file
      const plan = planImport(yield* feed.known(accounts, statements), statements)
      const findings = [...findingsOf(parsed), ...own.findings]
      const { file, lines } = yield* feed.keep({ name, bytes, findings }, own.file, accounts, plan)
      yield* events.publish({
        type: "banking.statement.imported",
        entityId: file.id,
        payload: { added: file.added, known: file.known, settled: file.settled, lines: lines.slice(0, 1000) }
      })
      return { file, breaks: breaksOf(plan) }
    })
  )
})

import { Effect } from "effect"
import { Closings } from "../../../../ports/finance/Closings.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { AlreadyExists } from "../../../shared/errors.ts"
import {
  HistoryExists,
  NotBalanceSheet,
  type OpeningBalances,
  OpeningJournalMissing
} from "../model/index.ts"
import { postEntry } from "./postEntry.ts"

/**
 * Posts the balances that a company brings along, on the first day of its first year here, once. After a reversal of
 * that entry they can be given again.
 */
export const postOpeningBalances = Effect.fn("accounting.postOpeningBalances")(function* ({
  fiscalYearId,
  lines
}: OpeningBalances) {
  const { write } = yield* UnitOfWork
  const closings = yield* Closings
  const notCarried = [...new Set(lines.map(({ account }) => account).filter((account) => account >= "6"))]
  if (notCarried.length > 0) return yield* new NotBalanceSheet({ accounts: notCarried })
  return yield* write(
    Effect.gen(function* () {
      yield* closings.hold(fiscalYearId)
      const { earlierEntries, openingJournal, undone, year } = yield* closings.openingFacts(fiscalYearId)
      if (earlierEntries > 0) return yield* new HistoryExists({ fiscalYearId, earlierEntries })
      if (openingJournal === null) return yield* new OpeningJournalMissing()
      return yield* postEntry(
        {
          journal: openingJournal,
          date: year.starts,
          label: `À-nouveaux au ${year.starts}`,
          documentRef: `AN ${year.starts}`,
          documentDate: year.starts,
          lines
        },
        { sourceEvent: `${openingBalancesOf(fiscalYearId)}:${undone}` }
      ).pipe(
        Effect.catchTag("AlreadyExists", () =>
          Effect.fail(new AlreadyExists({ entity: "OpeningBalances", key: year.starts }))
        )
      )
    })
  )
})

const openingBalancesOf = (year: string) => `accounting.opening_balances:${year}`

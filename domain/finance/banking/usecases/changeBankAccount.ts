import { Effect } from "effect"
import { BankFeed } from "../../../../ports/finance/BankFeed.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { type BankAccountChange, type BankAccountId, FeedOverlaps } from "../model/index.ts"

/**
 * Changes a bank account, if nobody did since the caller read `version`. Another feed takes over from a day after the last
 * line that stands, so that no day is told twice; fails with `FeedOverlaps` otherwise.
 */
export const changeBankAccount = Effect.fn("banking.changeAccount")(function* (
  id: BankAccountId,
  version: number,
  change: BankAccountChange
) {
  const { write } = yield* UnitOfWork
  const { account, changeAccount, lastLine } = yield* BankFeed
  return yield* write(
    Effect.gen(function* () {
      const { feed } = yield* account(id)
      if (change.feed !== undefined && change.feed.source !== feed?.source) {
        const last = yield* lastLine(id)
        if (last !== null && change.feed.since <= last) {
          return yield* new FeedOverlaps({ bankAccountId: id, lastLine: last })
        }
      }
      return yield* changeAccount(id, version, change)
    })
  )
})

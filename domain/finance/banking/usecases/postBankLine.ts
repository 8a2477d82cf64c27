import { Effect } from "effect"
import { BankFeed } from "../../../../ports/finance/BankFeed.ts"
import { Ledger } from "../../../../ports/finance/Ledger.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { Tenants } from "../../../../ports/platform/Tenants.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { money } from "../../../shared/Money.ts"
import { postSourceEvent } from "../../accounting/usecases/index.ts"
import {
  absolute,
  BankAccountNotLinked,
  bankEntry,
  type BankLineId,
  bankLineStep,
  type BankLinePosting,
  BooksAmountMissing,
  suspenseAccount
} from "../model/index.ts"
import { clearSuspense, suspenseLines } from "./clearSuspense.ts"

/**
 * Posts a booked line: against an account, or to the suspense account 471 when none is named. A line that waits on
 * 471 moves on to its account, and its two lines of 471 are lettered: the suspense account shows what is open.
 */
export const postBankLine = Effect.fn("banking.postBankLine")(function* (
  id: BankLineId,
  version: number,
  posting: BankLinePosting | undefined
) {
  const { write } = yield* UnitOfWork
  const feed = yield* BankFeed
  const events = yield* Events
  const tenants = yield* Tenants
  const ledger = yield* Ledger
  return yield* write(
    Effect.gen(function* () {
      const line = yield* feed.line(id)
      const waits = line.state === "suspense"
      const state = yield* Effect.fromResult(
        bankLineStep(line, posting === undefined ? "suspense" : "posted")
      )
      const { journal, ledgerAccount } = yield* feed.account(line.bankAccountId)
      if (journal === null || ledgerAccount === null) {
        return yield* new BankAccountNotLinked({ bankAccountId: line.bankAccountId })
      }
      const { currency } = yield* tenants.current
      const amount = absolute(posting?.amount ?? line.amount)
      if (amount.currency !== currency || amount.minor === 0n) {
        return yield* new BooksAmountMissing({ expected: currency, received: amount.currency })
      }
      const from = waits ? suspenseAccount : ledgerAccount
      const to = posting ?? { account: suspenseAccount }
      const entry = bankEntry(line, money(amount.minor, currency), { journal, from, posting: to })
      const posted = yield* postSourceEvent(`bank-line:${id}:${state}`, entry)
      if (line.entryId !== null) {
        yield* clearSuspense(suspenseLines(yield* ledger.find(line.entryId)), posted)
      }
      const marked = yield* feed.mark(id, version, state, posted.id)
      yield* events.publish({ type: `banking.line.${state}`, entityId: id, payload: { entryId: posted.id } })
      return marked
    })
  )
})

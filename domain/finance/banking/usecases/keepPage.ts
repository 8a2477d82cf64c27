import { DateTime, Effect } from "effect"
import { ProviderAccounts } from "../../../../ports/finance/ProviderAccounts.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { LocalDate } from "../../../shared/LocalDate.ts"
import { isNewer, linesOf, type ProvidedTransaction, type ProviderAccount } from "../model/index.ts"

/**
 * Writes movements of an account, those that are newer than what is known: each is one bank line, pending and then
 * booked. Answers how many were new. Also what a notification calls with the one movement that it read again.
 */
export const keepPage = Effect.fn("banking.keepPage")(function* (
  provider: string,
  { id }: ProviderAccount,
  said: ReadonlyArray<ProvidedTransaction>
) {
  const { write } = yield* UnitOfWork
  const accounts = yield* ProviderAccounts
  const events = yield* Events
  const today = LocalDate.make(DateTime.formatIsoDate(yield* DateTime.now))
  return yield* write(
    Effect.gen(function* () {
      const account = yield* accounts.hold(id)
      const known = new Map(
        (yield* accounts.known(
          id,
          said.map(({ reference }) => reference)
        )).map((one) => [one.reference, one])
      )
      const fresh = said.filter((one) => isNewer(known.get(one.reference), one))
      yield* accounts.keep(id, fresh, said.at(-1)?.updatedAt ?? null)
      const { bankAccountId } = account
      if (bankAccountId === null) return fresh.length
      const { gone, lines } = linesOf(provider, fresh, today)
      yield* accounts.keepLines({ id, bankAccountId }, lines, gone)
      if (fresh.length > 0) yield* events.publish(changedOf(account, fresh))
      return fresh.length
    })
  )
})

const changedOf = ({ id }: ProviderAccount, fresh: ReadonlyArray<ProvidedTransaction>) => ({
  type: "banking.provider-account.changed",
  entityId: id,
  payload: { transactions: fresh.map(({ reference, state }) => ({ reference, state: state.is })) }
})

import { DateTime, Effect } from "effect"
import { ProviderAccounts } from "../../../../ports/finance/ProviderAccounts.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { requestJob } from "../../../platform/jobs/usecases/index.ts"
import { LocalDate } from "../../../shared/LocalDate.ts"
import { recordMovementsKind } from "../../cards/model/index.ts"
import { isNewer, linesOf, type ProvidedTransaction, type ProviderAccount } from "../model/index.ts"
import { followReturns } from "./requests/followReturns.ts"
import { followMovements } from "./transfers/followMovements.ts"

/**
 * Writes movements of an account, those that are newer than what is known: each is one bank line, pending and then
 * booked, and a step of the transfer that it belongs to. `readUntil` is how far the account is read with this page; null
 * for movements that were read alone, behind which others may be unread. Answers how many were new.
 */
export const keepPage = Effect.fn("banking.keepPage")(function* (
  provider: string,
  { id }: ProviderAccount,
  said: ReadonlyArray<ProvidedTransaction>,
  readUntil: DateTime.Utc | null
) {
  const { write } = yield* UnitOfWork
  const accounts = yield* ProviderAccounts
  const events = yield* Events
  const today = LocalDate.make(DateTime.formatIsoDate(yield* DateTime.now))
  return yield* write(
    Effect.gen(function* () {
      const account = yield* accounts.hold(id)
      const { fresh, unlined } = yield* newOf(id, said)
      yield* accounts.keep(id, fresh, readUntil)
      if (fresh.length > 0) yield* followMovements(account.connectionId, fresh)
      yield* followReturns(account.connectionId, id, fresh)
      yield* followCards(id, fresh)
      const { bankAccountId } = account
      if (bankAccountId !== null && fresh.length + unlined.length > 0) {
        const { gone, lines } = linesOf(provider, [...unlined, ...fresh], today)
        yield* accounts.keepLines({ id, bankAccountId }, lines, gone)
      }
      if (fresh.length === 0) return 0
      yield* events.publish(changedOf(account, fresh))
      return fresh.length
    })
  )
})

/** What the cards make of their movements is work of its own, asked for in the unit that keeps them. */
const followCards = (providerAccountId: ProviderAccount["id"], fresh: ReadonlyArray<ProvidedTransaction>) => {
  const references = fresh.filter(({ card }) => card !== undefined).map(({ reference }) => reference)
  return references.length === 0
    ? Effect.void
    : Effect.orDie(requestJob(recordMovementsKind, { providerAccountId, references }))
}

/** Those that say more than what is known of them, and those that are known and have no line. */
const newOf = Effect.fnUntraced(function* (
  id: ProviderAccount["id"],
  said: ReadonlyArray<ProvidedTransaction>
) {
  const accounts = yield* ProviderAccounts
  const found = yield* accounts.known(
    id,
    said.map(({ reference }) => reference)
  )
  const known = new Map(found.map((one) => [one.reference, one]))
  const fresh = said.filter((one) => isNewer(known.get(one.reference), one))
  const unlined = said.filter((one) => {
    const before = known.get(one.reference)
    return before?.bankLineId === null && before.state.is === one.state.is && !isNewer(before, one)
  })
  return { fresh, unlined }
})

const changedOf = ({ id }: ProviderAccount, fresh: ReadonlyArray<ProvidedTransaction>) => ({
  type: "banking.provider-account.changed",
  entityId: id,
  payload: { transactions: fresh.map(({ reference, state }) => ({ reference, state: state.is })) }
})

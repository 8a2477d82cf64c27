import { Effect } from "effect"
import { Letterings } from "../../../../ports/finance/Letterings.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { Tenants } from "../../../../ports/platform/Tenants.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { money } from "../../../shared/Money.ts"
import { Ids } from "../../../shared/Uuid.ts"
import {
  AccountCode,
  ExchangeJournalMissing,
  type LetteredPart,
  LetteringId,
  type Match,
  matchLines,
  type NewEntry,
  type NewLettering
} from "../model/index.ts"
import { postEntry } from "./postEntry.ts"

/**
 * Letters lines that settle each other, wholly or in part. Where they do so in their own currency and leave a
 * difference in the books', the exchange gain or loss is posted and lettered with them, in the same unit.
 */
export const letterLines = Effect.fn("accounting.letterLines")(function* (request: NewLettering) {
  const { write } = yield* UnitOfWork
  const letterings = yield* Letterings
  const events = yield* Events
  const ids = yield* Ids
  const { current } = yield* Tenants
  return yield* write(
    Effect.gen(function* () {
      const { currency } = yield* current
      const lines = yield* letterings.openLines(request.lines.map(({ lineId }) => lineId))
      const match = yield* Effect.fromResult(matchLines(request.lines, lines, currency))
      const exchange = yield* exchangePart(match, request)
      const lettering = yield* letterings.add({
        id: LetteringId.make(yield* ids.next),
        account: match.account,
        party: match.party,
        state: match.full ? "full" : "partial",
        letteredOn: request.date,
        parts: [...match.parts, ...exchange]
      })
      const { account, code, id, state } = lettering
      yield* events.publish({
        type: "accounting.lines.lettered",
        entityId: id,
        payload: { account, code, state }
      })
      return lettering
    })
  )
})

const exchangePart = Effect.fnUntraced(function* (match: Match, request: NewLettering) {
  const { account, difference } = match
  if (difference.minor === 0n) return []
  if (request.exchangeJournal === undefined) return yield* new ExchangeJournalMissing({ difference })
  const posted = yield* postEntry(exchangeEntry(match, request.exchangeJournal, request))
  return posted.lines
    .filter((line) => line.account === account)
    .map(({ credit, debit, id }): LetteredPart => ({
      lineId: id,
      side: debit === undefined ? "credit" : "debit",
      amount: debit ?? credit ?? difference,
      foreign: null
    }))
})

/**
 * The PCG keeps exchange differences on trade debts (classes 40 and 41) in 656 and 756, those on financial operations
 * in 666 and 766.
 */
const exchangeEntry = (
  { account, difference, party }: Match,
  journal: string,
  { date }: NewLettering
): NewEntry => {
  const loss = difference.minor > 0n
  const trade = /^4[01]/.test(account)
  const amount = money(loss ? difference.minor : -difference.minor, difference.currency)
  const result = AccountCode.make(`${loss ? "6" : "7"}${trade ? "5" : "6"}6`)
  const third = party === null ? {} : { party: { code: party, label: party } }
  return {
    journal,
    date,
    label: loss ? "Perte de change" : "Gain de change",
    lines: loss
      ? [
          { account: result, debit: amount },
          { account, ...third, credit: amount }
        ]
      : [
          { account, ...third, debit: amount },
          { account: result, credit: amount }
        ]
  }
}

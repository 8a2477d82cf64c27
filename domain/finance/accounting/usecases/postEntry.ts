import { Effect, Option } from "effect"
import { Events } from "../../../../ports/platform/Events.ts"
import { Ledger } from "../../../../ports/finance/Ledger.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import { Ids } from "../../../shared/Uuid.ts"
import { checkEntry, EntryId, forMirror, type NewEntry } from "../model/index.ts"

/** Puts an entry into the books: checked, numbered, chained, and told to the rest of the service. */
export const postEntry = Effect.fn("accounting.postEntry")(function* (
  entry: NewEntry,
  origin: {
    readonly id?: EntryId
    readonly sourceEvent?: string
    readonly reversalOf?: EntryId
    readonly postponedFrom?: NewEntry["date"]
  } = {}
) {
  const { write } = yield* UnitOfWork
  const ledger = yield* Ledger
  const events = yield* Events
  const ids = yield* Ids
  return yield* write(
    Effect.gen(function* () {
      const { permissions } = yield* TenantScope
      const { journalId, ...context } = yield* ledger.contextFor(entry)
      const period = yield* Effect.fromResult(
        checkEntry(entry, origin.reversalOf === undefined ? context : forMirror(context), permissions)
      )
      const posted = yield* ledger.append(entry, {
        id: origin.id ?? EntryId.make(yield* ids.next),
        journalId,
        period,
        sourceEvent: Option.fromUndefinedOr(origin.sourceEvent),
        postponedFrom: Option.fromUndefinedOr(origin.postponedFrom),
        reversalOf: Option.fromUndefinedOr(origin.reversalOf)
      })
      yield* events.publish({
        type: "accounting.entry.posted",
        entityId: posted.id,
        payload: { journal: posted.journal, number: posted.number, date: posted.date }
      })
      return posted
    })
  )
})

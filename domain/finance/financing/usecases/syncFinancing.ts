import { Effect, Option } from "effect"
import { Financings } from "../../../../ports/finance/Financings.ts"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { jobHandler } from "../../../platform/jobs/model/index.ts"
import { requestJob } from "../../../platform/jobs/usecases/index.ts"
import { Ids } from "../../../shared/Uuid.ts"
import { postFinancialEvent } from "../../accounting/usecases/index.ts"
import type { ConnectionId } from "../../providers/model/index.ts"
import { notAnswered, notUsable, openConnection } from "../../providers/usecases/index.ts"
import {
  type AdvanceId,
  isPosted,
  type JournalEvent,
  JournalEventId,
  lacksAmount,
  postingsOf,
  syncFinancingKind
} from "../model/index.ts"
import { financingOf } from "./financingOf.ts"

/** Asks for the financer's journal to be read from where it ended last. */
export const requestSync = Effect.fn("financing.requestSync")(function* (connectionId: ConnectionId) {
  const { write } = yield* UnitOfWork
  const { find } = yield* ProviderConnections
  return yield* write(
    Effect.gen(function* () {
      yield* find(connectionId)
      return { jobId: yield* requestJob(syncFinancingKind, { connectionId }) }
    })
  )
})

/**
 * The work of `financing.sync-events`: each page of the journal is kept as it is read, from the newest fact that is
 * kept already; a fact is kept once. Then each fact that belongs in the books is posted, or says what is in the way.
 */
export const syncFinancing = jobHandler(syncFinancingKind, ({ connectionId }) =>
  Effect.gen(function* () {
    const kept = yield* readJournal(connectionId)
    const posted = yield* postJournal(connectionId)
    return { kept, ...posted }
  })
)

const pageSize = 100

/** Keeps what is new in the journal, page by page. */
export const readJournal = Effect.fnUntraced(function* (connectionId: ConnectionId) {
  const { journalEnd, keepEvents } = yield* Financings
  const ids = yield* Ids
  const connection = yield* Effect.mapError(openConnection(connectionId, "asking"), notUsable)
  const { events } = yield* Effect.mapError(financingOf(connection, "financing.events"), notAnswered)
  const since = yield* journalEnd(connectionId)
  let [after, kept] = [Option.none<string>(), 0]
  do {
    const page = yield* Effect.mapError(events(connection, { since, after, limit: pageSize }), notAnswered)
    const named = yield* Effect.forEach(page.events, (event) =>
      Effect.map(ids.next, (id) => ({
        ...event,
        id: JournalEventId.make(id),
        posting: isPosted(event.kind) ? ("waiting" as const) : ("none" as const)
      }))
    )
    kept += yield* keepEvents(connectionId, named)
    after = page.next
  } while (Option.isSome(after))
  return kept
})

/** Facts that wait, the oldest ones too: a rule may have been added since. */
export const postJournal = Effect.fnUntraced(function* (connectionId: ConnectionId) {
  const { journal } = yield* Financings
  const count = { posted: 0, waiting: 0 }
  let after = Option.none<JournalEventId>()
  for (;;) {
    const waiting = yield* journal({ state: "waiting", after, limit: pageSize })
    for (const event of waiting) {
      if (event.connectionId !== connectionId) continue
      count[(yield* postFact(event)) ? "posted" : "waiting"] += 1
    }
    const last = waiting.at(-1)
    if (last === undefined || waiting.length < pageSize) return count
    after = Option.some(last.id)
  }
})

/** All entries of one fact and its mark, or none of them and why. */
const postFact = Effect.fnUntraced(function* (event: JournalEvent) {
  const { write } = yield* UnitOfWork
  const { advanceCalled, invoice, setPosting } = yield* Financings
  const events = yield* Events
  const advance = yield* advanceCalled(event.connectionId, event.advanceReference)
  if (Option.isNone(advance)) {
    yield* setPosting(event.id, "waiting", "UnknownAdvance")
    return false
  }
  const { financedInvoiceId, id } = advance.value
  if (lacksAmount(event)) return yield* left(event, id, "AmountNotGiven")
  return yield* write(
    Effect.gen(function* () {
      const kept = yield* invoice(financedInvoiceId)
      for (const financial of postingsOf(event, kept)) yield* postFinancialEvent(financial)
      yield* setPosting(event.id, "posted", null)
      yield* events.publish({
        type: "financing.advance.posted",
        entityId: id,
        payload: { kind: event.kind }
      })
      return true
    })
  ).pipe(Effect.catch((obstacle) => left(event, id, obstacle._tag)))
})

/** Waits for a person, who is told once of each obstacle. */
const left = Effect.fnUntraced(function* (event: JournalEvent, advanceId: AdvanceId, obstacle: string) {
  const { write } = yield* UnitOfWork
  const { setPosting } = yield* Financings
  const events = yield* Events
  if (event.obstacle === obstacle) return false
  yield* write(
    Effect.gen(function* () {
      yield* setPosting(event.id, "waiting", obstacle)
      yield* events.publish({
        type: "financing.advance.not_posted",
        entityId: advanceId,
        payload: { kind: event.kind, obstacle }
      })
    })
  )
  return false
})

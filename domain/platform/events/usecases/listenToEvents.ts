import { Clock, Duration, Effect, Option, Stream } from "effect"
import { Actors } from "../../../../ports/platform/Actors.ts"
import { EventLog } from "../../../../ports/platform/EventLog.ts"
import { EventSignal } from "../../../../ports/platform/EventSignal.ts"
import { type Permission, rightsOf } from "../../../shared/Permission.ts"
import { readableContexts, type RecordedEvent } from "../model/index.ts"

/** What a listener hears: an event, or that there is none for a while. */
export type Heard = { readonly _tag: "Event"; readonly event: RecordedEvent } | { readonly _tag: "Quiet" }

/**
 * The company's events after a place, as they are committed: none lost, none twice, in order. Nothing is read before
 * it is asked for, at most a hundred events at a time, so that a slow listener costs no memory. Every 15 seconds, and a
 * second after something was committed, it is looked up whether the listener may still listen, and to what: the end of a
 * key is an event too, so its listeners end with it. After five minutes it ends, and the listener comes back with the
 * place of the last event it heard. So it does when that place has been forgotten meanwhile: it is told when it comes
 * back.
 */
export const listenToEvents = (start: number, prefix: string | undefined) =>
  Stream.unwrap(
    Effect.map(Clock.currentTimeMillis, (began) =>
      Stream.paginate(
        { after: start, began, checked: began - interval, stirred: false, prefix, contexts: none },
        step
      )
    )
  )

interface Listening {
  readonly after: number
  readonly began: number
  readonly checked: number
  /** Whether something was committed since. */
  readonly stirred: boolean
  readonly prefix: string | undefined
  readonly contexts: ReadonlyArray<string>
}

const interval = Duration.toMillis("15 seconds")
const soon = Duration.toMillis("1 second")
const longest = Duration.toMillis("5 minutes")
const atOnce = 100
const none: ReadonlyArray<string> = []

const step = Effect.fnUntraced(function* (state: Listening) {
  const now = yield* Clock.currentTimeMillis
  if (now - state.began >= longest) return ended
  const due = now - state.checked >= pauseOf(state)
  const rights = due ? yield* rightsNow : Option.some(state.contexts)
  if (Option.isNone(rights)) return ended
  const looked = due ? { ...state, checked: now, stirred: false } : state
  const patience = looked.checked + pauseOf(looked) - now
  return yield* hear({ ...looked, contexts: rights.value }, patience).pipe(
    Effect.catchTag("EventsForgotten", () => Effect.succeed(ended))
  )
})

const pauseOf = ({ stirred }: Listening) => (stirred ? soon : interval)

const ended = [[], Option.none<Listening>()] as const

/** What the listener may read now; none once he may not listen at all. */
const rightsNow = Effect.gen(function* () {
  const { current } = yield* Actors
  return Option.flatMap(yield* current, ({ role, scopes }) => contextsOf(rightsOf(role, scopes)))
})

const contextsOf = (rights: ReadonlySet<Permission>) =>
  rights.has("events:read") ? Option.some(readableContexts(rights)) : Option.none()

/** The next events; when there are none, waits for one, and says so after the time is over. */
const hear = Effect.fnUntraced(function* (state: Listening, patience: number) {
  const { after } = yield* EventLog
  const { newerThan } = yield* EventSignal
  const { contexts, prefix } = state
  const { events, reached } = yield* after({ after: state.after, limit: atOnce, contexts, prefix })
  const next = Option.some({ ...state, after: reached, stirred: state.stirred || reached > state.after })
  if (reached > state.after) return [events.map(asHeard), next] as const
  const heard = yield* Effect.timeoutOption(newerThan(reached), Duration.millis(patience))
  return [Option.isSome(heard) || state.stirred ? [] : [quiet], next] as const
})

const asHeard = (event: RecordedEvent): Heard => ({ _tag: "Event", event })
const quiet: Heard = { _tag: "Quiet" }

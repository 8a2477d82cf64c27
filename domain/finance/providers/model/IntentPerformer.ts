import { Duration, Effect, Schema } from "effect"
import { type TenantScope, withRights } from "../../../shared/TenantScope.ts"
import type { OpenConnection } from "./Connection.ts"
import type { AskFailure, SendFailure } from "./failures.ts"
import type { Intent, IntentId, IntentRefusal } from "./Intent.ts"
import type { IntentKind } from "./IntentKind.ts"

/** What is sent: the payload, through the connection, under the key that makes it one and the same request. */
export interface IntentTask<Payload> {
  readonly intent: Intent
  readonly key: IntentId
  readonly payload: Payload
  readonly connection: OpenConnection
}

/** It took place. `reference` is what the provider calls it. */
export interface Settlement<Outcome> {
  readonly reference: string | null
  readonly outcome: Outcome
}

/**
 * What the provider says of a request whose outcome is unknown. `Pending`: it has it and has not decided. `Absent`: it
 * has nothing under this key; that is believed only once `absentAfter` has passed since it was sent.
 */
export type Asked<Outcome> =
  | { readonly _tag: "Found"; readonly settlement: Settlement<Outcome> }
  | { readonly _tag: "Refused"; readonly code: string; readonly message: string }
  | { readonly _tag: "Pending" }
  | { readonly _tag: "Absent" }

/** How an intent ended, for the business that opened it. `Unknown` is not an end: a later one follows. */
export type Ended<Outcome> =
  | { readonly _tag: "Succeeded"; readonly settlement: Settlement<Outcome> }
  | { readonly _tag: "Refused"; readonly refusal: IntentRefusal }
  | { readonly _tag: "Unknown" }

/** The three things that a kind of intent needs. */
export interface IntentWork<Payload, Outcome, R> {
  /** Sends it, once. Called outside any unit of work. */
  readonly send: (
    task: IntentTask<Payload>
  ) => Effect.Effect<Settlement<Outcome>, SendFailure, R | TenantScope>
  /** Asks what came of it; it must have no effect at the provider. Called outside any unit of work. */
  readonly ask: (task: IntentTask<Payload>) => Effect.Effect<Asked<Outcome>, AskFailure, R | TenantScope>
  /** What the business makes of it, in the unit of work that writes the result: both, or neither. */
  readonly settled: (
    intent: Intent,
    payload: Payload,
    ended: Ended<Outcome>
  ) => Effect.Effect<void, never, R | TenantScope>
  /** How long after the sending "there is nothing" proves that it never arrived; at least ten minutes. */
  readonly absentAfter: Duration.Input
}

/** The same over stored JSON: what the protocol of intents works with. */
export interface IntentPerformer<R> extends IntentWork<Schema.Json, Schema.Json, R> {
  readonly kind: string
}

/** Binds a kind of intent to its work, each part of which has the rights of the kind alone and may need ports of its own. */
export const intentPerformer = <Name extends string, Payload, Outcome, Sends, Asks, Settles>(
  kind: IntentKind<Name, Payload, Outcome>,
  work: Pick<IntentWork<Payload, Outcome, Sends>, "absentAfter" | "send"> &
    Pick<IntentWork<Payload, Outcome, Asks>, "ask"> &
    Pick<IntentWork<Payload, Outcome, Settles>, "settled">
): IntentPerformer<Sends | Asks | Settles> => {
  const rights = withRights(kind.permissions)
  const payloadOf = decoderOf(kind.payload)
  const outcomeOf = decoderOf(kind.outcome)
  const stored = (outcome: Outcome) =>
    Effect.orDie(Schema.encodeEffect(Schema.toCodecJson(kind.outcome))(outcome))
  const kept = ({ outcome, reference }: Settlement<Outcome>) =>
    Effect.map(stored(outcome), (json): Settlement<Schema.Json> => ({ reference, outcome: json }))
  const task = ({ payload, ...rest }: IntentTask<Schema.Json>) =>
    Effect.map(payloadOf(payload), (decoded) => ({ ...rest, payload: decoded }))
  return {
    kind: kind.name,
    absentAfter: Duration.max(Duration.fromInputUnsafe(work.absentAfter), Duration.minutes(10)),
    send: (given) => Effect.flatMap(task(given), work.send).pipe(rights, Effect.flatMap(kept)),
    ask: (given) =>
      Effect.flatMap(
        rights(Effect.flatMap(task(given), work.ask)),
        (asked): Effect.Effect<Asked<Schema.Json>> =>
          asked._tag === "Found"
            ? Effect.map(kept(asked.settlement), (settlement) => ({ _tag: "Found" as const, settlement }))
            : Effect.succeed(asked)
      ),
    settled: (intent, json, ended) =>
      Effect.gen(function* () {
        const payload = yield* payloadOf(json)
        if (ended._tag !== "Succeeded") return yield* work.settled(intent, payload, ended)
        const { outcome, reference } = ended.settlement
        const settlement = { reference, outcome: yield* outcomeOf(outcome) }
        return yield* work.settled(intent, payload, { _tag: "Succeeded", settlement })
      }).pipe(rights)
  }
}

/** What we stored ourselves fits its schema: anything else is a defect. */
const decoderOf = <A>(schema: Schema.Codec<A, unknown>) => {
  const decode = Schema.decodeUnknownEffect(Schema.toCodecJson(schema))
  return (json: Schema.Json) => Effect.orDie(decode(json))
}

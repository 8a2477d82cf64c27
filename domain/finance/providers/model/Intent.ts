import { DateTime, Schema } from "effect"
import { Instant } from "../../../shared/Instant.ts"
import { EUR, Money } from "../../../shared/Money.ts"
import { Uuid } from "../../../shared/Uuid.ts"
import { ConnectionId } from "./Connection.ts"

/** The id of an intent is also the idempotency key that the provider is given. */
export const IntentId = Uuid.pipe(Schema.brand("IntentId"))
export type IntentId = typeof IntentId.Type

/**
 * Where a request to a provider stands. `created`: committed, nothing has left. `sent`: it may be on its way this very
 * moment. `unknown`: it was sent and nobody knows what came of it; the provider is asked, nothing is sent again.
 */
export const IntentState = Schema.Literals(["created", "sent", "succeeded", "refused", "unknown"])
export type IntentState = typeof IntentState.Type

/**
 * The steps that an intent can take, and nothing else. From `sent` it goes back to `created` only when it is sure that
 * nothing happened at the provider. No step leads from `unknown` back to `sent`.
 */
export const intentTransitions: Readonly<Record<IntentState, ReadonlyArray<IntentState>>> = {
  created: ["sent", "refused"],
  sent: ["created", "succeeded", "refused", "unknown"],
  succeeded: [],
  refused: [],
  unknown: ["succeeded", "refused", "unknown"]
}

/** Why an intent was refused: the provider's own code and words, or ours with a code that begins with `azals.`. */
export const IntentRefusal = Schema.Struct({
  code: Schema.String.annotate({ examples: ["InsufficientFunds"] }),
  fr: Schema.String.annotate({ examples: ["swan a refusé (InsufficientFunds) : Insufficient funds"] }),
  en: Schema.String.annotate({ examples: ["swan refused (InsufficientFunds): Insufficient funds"] })
}).annotate({ identifier: "IntentRefusal" })
export type IntentRefusal = typeof IntentRefusal.Type

/** One request with an effect at a provider, from before it is sent until its outcome is known. */
export const Intent = Schema.Struct({
  id: IntentId,
  kind: Schema.String.annotate({ examples: ["payments.transfer"] }),
  connectionId: ConnectionId,
  businessKey: Schema.String.annotate({
    description: "The business operation: it has one live intent at most",
    examples: ["transfer-019ab1c2"]
  }),
  amount: Schema.NullOr(Money),
  payload: Schema.Json.annotate({ description: "What is asked for: any JSON, by its kind" }),
  state: IntentState,
  /** What the provider calls it, once it is known. */
  providerReference: Schema.NullOr(Schema.String.annotate({ examples: ["pay_8f1c6a52"] })),
  outcome: Schema.NullOr(Schema.Json.annotate({ description: "What came of it: any JSON, by its kind" })),
  refusal: Schema.NullOr(IntentRefusal),
  asks: Schema.Int.annotate({ description: "How often the provider was asked for the outcome" }),
  createdAt: Instant,
  sentAt: Schema.NullOr(Instant),
  settledAt: Schema.NullOr(Instant),
  leftToPeopleAt: Schema.NullOr(
    Instant.annotate({
      description:
        "Since when it is asked for by people only: its outcome was unknown for 14 days after its sending"
    })
  ),
  version: Schema.Int
}).annotate({
  identifier: "ProviderIntent",
  examples: [
    {
      id: IntentId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a12"),
      kind: "payments.transfer",
      connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
      businessKey: "transfer-019ab1c2",
      amount: { minor: 120_000n, currency: EUR },
      payload: { beneficiary: "Dupont" },
      state: "succeeded",
      providerReference: "pay_8f1c6a52",
      outcome: { status: "accepted" },
      refusal: null,
      asks: 0,
      createdAt: DateTime.makeUnsafe("2026-11-22T14:05:00Z"),
      sentAt: DateTime.makeUnsafe("2026-11-22T14:05:01Z"),
      settledAt: DateTime.makeUnsafe("2026-11-22T14:05:02Z"),
      leftToPeopleAt: null,
      version: 3
    }
  ]
})
export type Intent = typeof Intent.Type

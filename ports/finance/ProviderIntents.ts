import { Context, type Effect, type Option, type Schema } from "effect"
import type {
  ConnectionId,
  Intent,
  IntentConflict,
  IntentId,
  IntentRefusal,
  IntentState
} from "../../domain/finance/providers/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { Money } from "../../domain/shared/Money.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

export interface NewIntent {
  readonly id: IntentId
  readonly kind: string
  readonly connectionId: ConnectionId
  readonly businessKey: string
  readonly amount: Money | null
  readonly payload: Schema.Json
}

/** A step of an intent. `Unsent` is for what did not leave, and for nothing else. */
export type IntentStep =
  | { readonly _tag: "Sent" }
  | { readonly _tag: "Unsent" }
  | { readonly _tag: "Unknown" }
  | {
      readonly _tag: "Succeeded"
      readonly providerReference: string | null
      readonly outcome: Schema.Json
    }
  | { readonly _tag: "Refused"; readonly refusal: IntentRefusal }

export interface IntentsWanted {
  readonly state: Option.Option<IntentState>
  /** The last one of the page before: the list goes from the newest to the oldest. */
  readonly after: Option.Option<IntentId>
  readonly limit: number
}

/** What the company has asked of providers. Each step is conditional on the state before. */
export class ProviderIntents extends Context.Service<
  ProviderIntents,
  {
    /**
     * Adds the intent, or answers the live one of the same business operation and payload. Fails when the live one
     * has another payload.
     */
    readonly open: (
      intent: NewIntent
    ) => Effect.Effect<{ readonly intent: Intent; readonly isNew: boolean }, IntentConflict, TenantScope>
    readonly byId: (id: IntentId) => Effect.Effect<Intent, NotFound, TenantScope>
    /** The intent of a business operation that was not refused. */
    readonly live: (
      kind: string,
      businessKey: string
    ) => Effect.Effect<Option.Option<Intent>, never, TenantScope>
    readonly list: (wanted: IntentsWanted) => Effect.Effect<ReadonlyArray<Intent>, never, TenantScope>
    /** None when the state machine has no such step from where the intent stands. */
    readonly take: (
      id: IntentId,
      step: IntentStep
    ) => Effect.Effect<Option.Option<Intent>, never, TenantScope>
    /** Counts one question to the provider that brought no answer. */
    readonly asked: (id: IntentId) => Effect.Effect<void, never, TenantScope>
    /** Notes that an unknown one is asked for by people only from now on; false when it was noted, or it has ended. */
    readonly leaveToPeople: (id: IntentId) => Effect.Effect<boolean, never, TenantScope>
  }
>()("azals/ports/finance/ProviderIntents") {}

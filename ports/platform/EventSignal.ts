import { Context, type Effect } from "effect"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** Tells when the acting company has events that somebody has not seen. */
export class EventSignal extends Context.Service<
  EventSignal,
  {
    /** Ends as soon as an event stands after `seq`. */
    readonly newerThan: (seq: number) => Effect.Effect<void, never, TenantScope>
  }
>()("azals/ports/platform/EventSignal") {}

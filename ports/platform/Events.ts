import { Context, type Effect, type Schema } from "effect"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** A fact of the business, in the past tense. */
export interface DomainEvent {
  /** `<context>.<entity>.<what happened>`, such as `accounting.entry.posted`. */
  readonly type: string
  readonly entityId: string
  readonly payload: Schema.Json
}

/** Publishes in the running unit of work: an event leaves if, and only if, the unit commits. */
export class Events extends Context.Service<
  Events,
  { readonly publish: (...events: ReadonlyArray<DomainEvent>) => Effect.Effect<void, never, TenantScope> }
>()("azals/ports/platform/Events") {}

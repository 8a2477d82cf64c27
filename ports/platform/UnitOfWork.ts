import { Context, type Effect } from "effect"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/**
 * All or nothing: what the work writes, its audit rows, its events and its job requests commit together. Units nest;
 * an inner one that fails undoes its own part only. No provider is called inside a unit.
 */
export class UnitOfWork extends Context.Service<
  UnitOfWork,
  {
    readonly write: <A, E, R>(work: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R | TenantScope>
    /**
     * The same for the work of a job whose statements read whole years: each may take ten minutes, where those of a
     * request are stopped after 15 seconds.
     */
    readonly writeAtLength: <A, E, R>(work: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R | TenantScope>
    /** A consistent view; the database refuses a write in it. */
    readonly read: <A, E, R>(work: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R | TenantScope>
  }
>()("azals/ports/platform/UnitOfWork") {}

import { Context, type Effect, type Option } from "effect"
import type {
  Connection,
  ConnectionId,
  ConnectionState,
  ConnectionTest
} from "../../domain/finance/providers/model/index.ts"
import type { NotFound, VersionConflict } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** The company's connections to providers, without their secrets. */
export class ProviderConnections extends Context.Service<
  ProviderConnections,
  {
    /** In the order of their ids, after `after`. */
    readonly list: (
      limit: number,
      after: Option.Option<ConnectionId>
    ) => Effect.Effect<ReadonlyArray<Connection>, never, TenantScope>
    readonly find: (id: ConnectionId) => Effect.Effect<Connection, NotFound, TenantScope>
    readonly add: (
      connection: Omit<Connection, "createdAt" | "lastTest" | "version">
    ) => Effect.Effect<Connection, never, TenantScope>
    /** The named parts of it, in place of what they were. */
    readonly change: (
      id: ConnectionId,
      version: number,
      change: { readonly state: ConnectionState; readonly secretNames: ReadonlyArray<string> }
    ) => Effect.Effect<Connection, NotFound | VersionConflict, TenantScope>
    /** Keeps how a test ended; the version stays, since nothing that a person decides has changed. */
    readonly tested: (id: ConnectionId, test: ConnectionTest) => Effect.Effect<void, never, TenantScope>
  }
>()("azals/ports/finance/ProviderConnections") {}

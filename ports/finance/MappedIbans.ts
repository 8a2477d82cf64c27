import { Context, type Effect, type Option } from "effect"
import type {
  MappedIban,
  MappedIbanId,
  MappedIbanState,
  ProviderAccountId,
  SentAddition
} from "../../domain/finance/banking/model/index.ts"
import type { ConnectionId } from "../../domain/finance/providers/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

export type AddedMapping = Omit<MappedIban, "createdAt" | "reason" | "version">

export interface MappedIbansWanted {
  readonly state: Option.Option<MappedIbanState>
  readonly providerAccountId: Option.Option<ProviderAccountId>
  /** The last one of the page before: the list goes from the newest to the oldest. */
  readonly after: Option.Option<MappedIbanId>
  readonly limit: number
}

/** The company's virtual IBANs, each with what it is for. */
export class MappedIbans extends Context.Service<
  MappedIbans,
  {
    readonly add: (mapped: AddedMapping) => Effect.Effect<MappedIban, never, TenantScope>
    readonly find: (id: MappedIbanId) => Effect.Effect<MappedIban, NotFound, TenantScope>
    readonly list: (wanted: MappedIbansWanted) => Effect.Effect<ReadonlyArray<MappedIban>, never, TenantScope>
    /** Held until the unit ends. */
    readonly hold: (id: MappedIbanId) => Effect.Effect<MappedIban, NotFound, TenantScope>
    /** Those of a connection that have one of these IBANs of the institution, held in the order of their ids. */
    readonly holdOf: (
      connectionId: ConnectionId,
      references: ReadonlyArray<string>
    ) => Effect.Effect<ReadonlyArray<MappedIban>, never, TenantScope>
    /** Writes the state and what the institution gave, as the next version of one that is held. */
    readonly save: (mapped: MappedIban) => Effect.Effect<MappedIban, never, TenantScope>
    /** Notes which IBANs the account had just before one more is asked for. */
    readonly noteSent: (
      id: MappedIbanId,
      seenBefore: ReadonlyArray<string>
    ) => Effect.Effect<void, never, TenantScope>
    /** The additions to an account that were sent and have not ended, and the IBANs of its connection that are mapped. */
    readonly sentAdditions: (
      providerAccountId: ProviderAccountId
    ) => Effect.Effect<
      { readonly open: ReadonlyArray<SentAddition>; readonly taken: ReadonlySet<string> },
      never,
      TenantScope
    >
  }
>()("azals/ports/finance/MappedIbans") {}

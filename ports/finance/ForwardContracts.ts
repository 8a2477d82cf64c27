import { Context, type Effect, type Option } from "effect"
import type {
  ForwardContract,
  ForwardContractId,
  ForwardState,
  NewForwardContract
} from "../../domain/finance/treasury/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { LocalDate } from "../../domain/shared/LocalDate.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

export interface ForwardsWanted {
  readonly state: Option.Option<ForwardState>
  readonly after: Option.Option<ForwardContractId>
  readonly limit: number
}

/** The register of forward exchange contracts. */
export class ForwardContracts extends Context.Service<
  ForwardContracts,
  {
    readonly add: (
      id: ForwardContractId,
      contract: NewForwardContract
    ) => Effect.Effect<void, never, TenantScope>
    readonly find: (id: ForwardContractId) => Effect.Effect<ForwardContract, NotFound, TenantScope>
    /** The same, held until the unit ends. */
    readonly hold: (id: ForwardContractId) => Effect.Effect<ForwardContract, NotFound, TenantScope>
    /** Newest first. */
    readonly list: (
      wanted: ForwardsWanted
    ) => Effect.Effect<ReadonlyArray<ForwardContract>, never, TenantScope>
    readonly close: (
      id: ForwardContractId,
      how: Exclude<ForwardState, "open">,
      on: LocalDate
    ) => Effect.Effect<void, never, TenantScope>
  }
>()("azals/ports/finance/ForwardContracts") {}

import { Context, type Effect, type Option } from "effect"
import type {
  ContractKind,
  TreasuryContract,
  TreasuryContractId
} from "../../domain/finance/treasury/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { LocalDate } from "../../domain/shared/LocalDate.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

export interface ContractsWanted {
  readonly kind: Option.Option<ContractKind>
  readonly after: Option.Option<TreasuryContractId>
  readonly limit: number
}

/** Investments and borrowings that the company has entered. */
export class TreasuryContracts extends Context.Service<
  TreasuryContracts,
  {
    readonly add: (
      contract: Omit<TreasuryContract, "createdAt" | "endedOn" | "version">
    ) => Effect.Effect<void, never, TenantScope>
    readonly find: (id: TreasuryContractId) => Effect.Effect<TreasuryContract, NotFound, TenantScope>
    /** The same, held until the unit ends. */
    readonly hold: (id: TreasuryContractId) => Effect.Effect<TreasuryContract, NotFound, TenantScope>
    readonly list: (
      wanted: ContractsWanted
    ) => Effect.Effect<ReadonlyArray<TreasuryContract>, never, TenantScope>
    readonly end: (id: TreasuryContractId, on: LocalDate) => Effect.Effect<void, never, TenantScope>
  }
>()("azals/ports/finance/TreasuryContracts") {}

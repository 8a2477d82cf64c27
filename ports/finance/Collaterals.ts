import { Context, type Effect, type Option } from "effect"
import type {
  Collateral,
  CollateralId,
  LoanId,
  NewCollateral
} from "../../domain/finance/financing/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { LocalDate } from "../../domain/shared/LocalDate.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** What secures the company's loans. */
export class Collaterals extends Context.Service<
  Collaterals,
  {
    readonly add: (
      id: CollateralId,
      loanId: LoanId,
      collateral: NewCollateral
    ) => Effect.Effect<Collateral, never, TenantScope>
    /** With `hold`, no other unit changes it until this one ends. */
    readonly collateral: (id: CollateralId, hold?: "hold") => Effect.Effect<Collateral, NotFound, TenantScope>
    readonly collaterals: (
      loanId: LoanId,
      after: Option.Option<CollateralId>,
      limit: number
    ) => Effect.Effect<ReadonlyArray<Collateral>, never, TenantScope>
    readonly release: (id: CollateralId, on: LocalDate) => Effect.Effect<Collateral, NotFound, TenantScope>
  }
>()("azals/ports/finance/Collaterals") {}

import { Context, type Effect } from "effect"
import type { BankAccountId } from "../../domain/finance/banking/model/index.ts"
import type { TreasuryAccount, TreasuryAccountSettings } from "../../domain/finance/treasury/model/index.ts"
import type { NotFound, VersionConflict } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** What payments from the company's bank accounts need. */
export class TreasuryAccounts extends Context.Service<
  TreasuryAccounts,
  {
    readonly list: Effect.Effect<ReadonlyArray<TreasuryAccount>, never, TenantScope>
    readonly find: (id: BankAccountId) => Effect.Effect<TreasuryAccount, NotFound, TenantScope>
    /** Writes the settings of an account; `version` is 0 where it has none. */
    readonly set: (
      id: BankAccountId,
      version: number,
      settings: TreasuryAccountSettings
    ) => Effect.Effect<TreasuryAccount, VersionConflict, TenantScope>
  }
>()("azals/ports/finance/TreasuryAccounts") {}

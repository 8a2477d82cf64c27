import { Context, type Effect, type Option } from "effect"
import type { BankAccountId } from "../../domain/finance/banking/model/index.ts"
import type {
  AccountConditions,
  AccountMovement,
  FeeClaim,
  FeeClaimId,
  NewAccountConditions
} from "../../domain/finance/treasury/model/index.ts"
import type { NotFound, VersionConflict } from "../../domain/shared/errors.ts"
import type { LocalDate } from "../../domain/shared/LocalDate.ts"
import type { Money } from "../../domain/shared/Money.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** What banks may bill, what they have booked, and what is claimed back from them. */
export class BankConditions extends Context.Service<
  BankConditions,
  {
    /** Of one account, the oldest first. */
    readonly conditions: (
      id: BankAccountId
    ) => Effect.Effect<ReadonlyArray<AccountConditions>, never, TenantScope>
    /** Writes those of a day; `version` is 0 where there are none. */
    readonly set: (
      id: BankAccountId,
      version: number,
      conditions: NewAccountConditions
    ) => Effect.Effect<AccountConditions, VersionConflict, TenantScope>
    /** Booked lines of an account between two days, both included. */
    readonly movements: (
      id: BankAccountId,
      from: LocalDate,
      to: LocalDate
    ) => Effect.Effect<ReadonlyArray<AccountMovement>, never, TenantScope>
    /** False when the same fee of the same period is claimed already, or was refunded. */
    readonly addClaim: (
      claim: Omit<FeeClaim, "createdAt" | "refunded" | "state" | "version">
    ) => Effect.Effect<boolean, never, TenantScope>
    readonly claim: (id: FeeClaimId) => Effect.Effect<FeeClaim, NotFound, TenantScope>
    /** The same, held until the unit ends. */
    readonly holdClaim: (id: FeeClaimId) => Effect.Effect<FeeClaim, NotFound, TenantScope>
    readonly claims: (id: BankAccountId) => Effect.Effect<ReadonlyArray<FeeClaim>, never, TenantScope>
    /** Newest first. */
    readonly claimsAfter: (
      limit: number,
      after: Option.Option<FeeClaimId>
    ) => Effect.Effect<ReadonlyArray<FeeClaim>, never, TenantScope>
    /** Nothing given back: it was dropped. */
    readonly endClaim: (id: FeeClaimId, refunded: Money | null) => Effect.Effect<void, never, TenantScope>
  }
>()("azals/ports/finance/BankConditions") {}

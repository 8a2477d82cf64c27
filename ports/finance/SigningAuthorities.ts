import { Context, type Effect, type Option } from "effect"
import type { BankAccountId } from "../../domain/finance/banking/model/index.ts"
import type { SigningAuthority, SigningAuthorityId } from "../../domain/finance/treasury/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { LocalDate } from "../../domain/shared/LocalDate.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

export interface AuthoritiesWanted {
  readonly bankAccountId: Option.Option<BankAccountId>
  readonly after: Option.Option<SigningAuthorityId>
  readonly limit: number
}

/** Who may authorise payments from which account. */
export class SigningAuthorities extends Context.Service<
  SigningAuthorities,
  {
    readonly add: (
      authority: Omit<SigningAuthority, "createdAt" | "version">
    ) => Effect.Effect<void, never, TenantScope>
    readonly find: (id: SigningAuthorityId) => Effect.Effect<SigningAuthority, NotFound, TenantScope>
    /** The same, held until the unit ends. */
    readonly hold: (id: SigningAuthorityId) => Effect.Effect<SigningAuthority, NotFound, TenantScope>
    /** All of one account, ended ones among them. */
    readonly of: (id: BankAccountId) => Effect.Effect<ReadonlyArray<SigningAuthority>, never, TenantScope>
    /** Newest first. */
    readonly list: (
      wanted: AuthoritiesWanted
    ) => Effect.Effect<ReadonlyArray<SigningAuthority>, never, TenantScope>
    readonly end: (id: SigningAuthorityId, on: LocalDate) => Effect.Effect<void, never, TenantScope>
  }
>()("azals/ports/finance/SigningAuthorities") {}

import { Context, type Effect, type Option } from "effect"
import type { Member, MemberId, NewMember } from "../../domain/platform/identity/model/index.ts"
import type { AlreadyExists, NotFound, VersionConflict } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

export interface MemberFilter {
  readonly role?: Member["role"] | undefined
  readonly status?: Member["status"] | undefined
}

/** The people of the acting company. */
export class Members extends Context.Service<
  Members,
  {
    /** In the order of their ids, after `after`. */
    readonly list: (
      filter: MemberFilter,
      limit: number,
      after: Option.Option<MemberId>
    ) => Effect.Effect<ReadonlyArray<Member>, never, TenantScope>
    readonly find: (id: MemberId) => Effect.Effect<Member, NotFound, TenantScope>
    readonly add: (id: MemberId, member: NewMember) => Effect.Effect<Member, AlreadyExists, TenantScope>
    /** The member and how many others are active owners; both stay as they are until the unit ends. */
    readonly hold: (
      id: MemberId
    ) => Effect.Effect<{ readonly member: Member; readonly otherOwners: number }, NotFound, TenantScope>
    /** Stores the member's name, address, role and status, if nobody changed it since `version`. */
    readonly change: (version: number, member: Member) => Effect.Effect<Member, VersionConflict, TenantScope>
  }
>()("azals/ports/platform/Members") {}

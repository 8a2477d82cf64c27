import { Context, type Effect } from "effect"
import type { Member, MemberId, NewMember } from "../../domain/platform/identity/model/index.ts"
import type { AlreadyExists } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** The people of the acting company. */
export class Members extends Context.Service<
  Members,
  {
    readonly add: (id: MemberId, member: NewMember) => Effect.Effect<Member, AlreadyExists, TenantScope>
  }
>()("azals/ports/platform/Members") {}

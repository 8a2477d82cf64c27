import { Result } from "effect"
import { type Permission, permissionsOf } from "../../../shared/Permission.ts"
import { LastOwner, type RightsExceeded } from "./errors.ts"
import type { Member, MemberChange } from "./Member.ts"
import { withinRights } from "./withinRights.ts"

/**
 * The member after the change. Who changes a role, or lets somebody back in, must have every right of the roles at
 * stake; taking access away needs none of them. The last active owner stays one.
 */
export const memberChanged = (
  member: Member,
  change: MemberChange,
  changer: ReadonlySet<Permission>,
  otherOwners: number
): Result.Result<Member, LastOwner | RightsExceeded> => {
  const next: Member = { ...member, ...change }
  const atStake = new Set([
    ...(next.role === member.role ? [] : [...permissionsOf[member.role], ...permissionsOf[next.role]]),
    ...(member.status === "disabled" && next.status === "active" ? permissionsOf[next.role] : [])
  ])
  const leavesNone = isActiveOwner(member) && !isActiveOwner(next) && otherOwners === 0
  return Result.flatMap(withinRights(changer, atStake), () =>
    leavesNone ? Result.fail(new LastOwner({ member: member.id })) : Result.succeed(next)
  )
}

const isActiveOwner = ({ role, status }: Member) => role === "owner" && status === "active"

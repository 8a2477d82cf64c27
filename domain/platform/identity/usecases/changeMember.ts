import { Effect } from "effect"
import { Events } from "../../../../ports/platform/Events.ts"
import { Members } from "../../../../ports/platform/Members.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import { type MemberChange, memberChanged, type MemberId } from "../model/index.ts"

/** Changes a member's name, address, role or status, if nobody did since the caller read `version`. */
export const changeMember = Effect.fn("identity.changeMember")(function* (
  id: MemberId,
  version: number,
  change: MemberChange
) {
  const { write } = yield* UnitOfWork
  const { permissions } = yield* TenantScope
  const members = yield* Members
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const { member, otherOwners } = yield* members.hold(id)
      const next = yield* Effect.fromResult(memberChanged(member, change, permissions, otherOwners))
      const changed = yield* members.change(version, next)
      const { role, status } = changed
      yield* events.publish({ type: "identity.member.changed", entityId: id, payload: { role, status } })
      return changed
    })
  )
})

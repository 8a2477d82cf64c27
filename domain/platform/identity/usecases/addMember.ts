import { Effect } from "effect"
import { Events } from "../../../../ports/platform/Events.ts"
import { Members } from "../../../../ports/platform/Members.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { permissionsOf } from "../../../shared/Permission.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import { Ids } from "../../../shared/Uuid.ts"
import { MemberId, type NewMember, withinRights } from "../model/index.ts"

/** Lets a person in, with a role whose every right the actor has. */
export const addMember = Effect.fn("identity.addMember")(function* (person: NewMember) {
  const { write } = yield* UnitOfWork
  const { permissions } = yield* TenantScope
  const members = yield* Members
  const events = yield* Events
  yield* Effect.fromResult(withinRights(permissions, permissionsOf[person.role]))
  const id = MemberId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  return yield* write(
    Effect.gen(function* () {
      const member = yield* members.add(id, person)
      yield* events.publish({ type: "identity.member.added", entityId: id, payload: { role: member.role } })
      return member
    })
  )
})

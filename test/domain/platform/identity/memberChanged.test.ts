import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import {
  type Member,
  type MemberChange,
  memberChanged,
  MemberId,
  MemberStatus
} from "../../../../domain/platform/identity/model/index.ts"
import { permissionsOf, Role } from "../../../../domain/shared/Permission.ts"

const member = (role: Role, status: MemberStatus): Member => ({
  id: MemberId.make("01a203dd-4a5e-755c-8a4c-f46bcc1454bb"),
  subject: "auth0|1",
  name: "Claire",
  email: null,
  role,
  status,
  version: 1
})

const places = Role.literals.flatMap((role) => MemberStatus.literals.map((status) => ({ role, status })))

const isOwner = ({ role, status }: { readonly role: Role; readonly status: MemberStatus }) =>
  role === "owner" && status === "active"

describe("memberChanged", () => {
  for (const changer of Role.literals) {
    it(`gives away no right that the ${changer} lacks, in any of the ${places.length ** 2} steps`, () => {
      for (const from of places) {
        for (const to of places) {
          const change: MemberChange = to
          const rights = permissionsOf[changer]
          const changed = memberChanged(member(from.role, from.status), change, rights, 1)
          const widens = from.role !== to.role || (from.status === "disabled" && to.status === "active")
          const within = [...permissionsOf[to.role]].every((right) => rights.has(right))
          if (Result.isSuccess(changed)) assert.isTrue(!widens || within)
          else assert.isTrue(widens)
        }
      }
    })
  }

  it("never takes the last active owner away, and lets every other step pass an owner", () => {
    for (const from of places) {
      for (const to of places) {
        const step = (others: number) =>
          Result.isSuccess(memberChanged(member(from.role, from.status), to, permissionsOf.owner, others))
        assert.strictEqual(step(0), !isOwner(from) || isOwner(to))
        assert.isTrue(step(1))
      }
    }
  })
})

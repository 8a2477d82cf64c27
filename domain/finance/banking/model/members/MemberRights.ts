import { Schema } from "effect"
import type { Permission } from "../../../../shared/Permission.ts"

/** What a member may do with an account at its institution. */
export const MemberRights = Schema.Struct({
  views: Schema.Boolean.annotate({ description: "Sees balances and movements" }),
  managesBeneficiaries: Schema.Boolean,
  initiatesPayments: Schema.Boolean,
  managesMembers: Schema.Boolean,
  managesCards: Schema.Boolean
}).annotate({
  identifier: "AccountMemberRights",
  examples: [
    {
      views: true,
      managesBeneficiaries: false,
      initiatesPayments: false,
      managesMembers: false,
      managesCards: true
    }
  ]
})
export type MemberRights = typeof MemberRights.Type

export type MemberRight = keyof MemberRights

/** What somebody must be allowed here to give a right there. */
const neededFor = {
  views: "banking:read",
  managesBeneficiaries: "transfers:write",
  initiatesPayments: "transfers:write",
  managesMembers: "banking:admin",
  managesCards: "cards:write"
} as const satisfies Readonly<Record<MemberRight, Permission>>

const all: ReadonlyArray<MemberRight> = [
  "views",
  "managesBeneficiaries",
  "initiatesPayments",
  "managesMembers",
  "managesCards"
]

/** The first right that is given by somebody who does not hold it here. */
export const beyondPermissions = (
  given: MemberRights,
  held: ReadonlySet<Permission>
): MemberRight | undefined => all.find((right) => given[right] && !held.has(neededFor[right]))

/** The first right that is given in the name of a member who does not hold it there. */
export const beyondRights = (given: MemberRights, held: MemberRights): MemberRight | undefined =>
  all.find((right) => given[right] && !held[right])

export const sameRights = (one: MemberRights, other: MemberRights): boolean =>
  all.every((right) => one[right] === other[right])

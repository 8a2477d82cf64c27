import { Schema } from "effect"
import { EmailAddress } from "../../../shared/EmailAddress.ts"
import { Role } from "../../../shared/Permission.ts"
import { Label } from "../../../shared/Text.ts"
import { Uuid } from "../../../shared/Uuid.ts"

export const MemberId = Uuid.pipe(Schema.brand("MemberId"))
export type MemberId = typeof MemberId.Type

/** Who a person is at the company's identity provider: the `sub` claim, at most 255 printable characters. */
export const Subject = Schema.String.check(Schema.isPattern(/^[\x21-\x7e]{1,255}$/)).annotate({
  description: "The `sub` claim of the person's tokens, 1 to 255 printable ASCII characters",
  examples: ["auth0|66f0c1b2a4"]
})

export const MemberStatus = Schema.Literals(["active", "disabled"])
export type MemberStatus = typeof MemberStatus.Type

/** A person's place in a company: one role, until it is disabled. The subject never changes. */
export const Member = Schema.Struct({
  id: MemberId,
  subject: Subject,
  name: Label,
  email: Schema.NullOr(EmailAddress),
  role: Role,
  status: MemberStatus,
  version: Schema.Int
}).annotate({ identifier: "Member" })
export type Member = typeof Member.Type

export const NewMember = Schema.Struct({
  subject: Subject,
  name: Label,
  email: Schema.NullOr(EmailAddress),
  role: Role
}).annotate({ identifier: "NewMember" })
export type NewMember = typeof NewMember.Type

export const MemberChange = Schema.Struct({
  name: Schema.optionalKey(Label),
  email: Schema.optionalKey(Schema.NullOr(EmailAddress)),
  role: Schema.optionalKey(Role),
  status: Schema.optionalKey(MemberStatus)
}).annotate({ identifier: "MemberChange" })
export type MemberChange = typeof MemberChange.Type

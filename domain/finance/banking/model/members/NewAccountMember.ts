import { Schema } from "effect"
import { EmailAddress } from "../../../../shared/EmailAddress.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { Label } from "../../../../shared/Text.ts"
import { ProviderAccountId } from "../provided/ProviderAccount.ts"
import { ReturnUrl } from "../transfers/NewTransfer.ts"
import { MemberRights } from "./MemberRights.ts"

const Phone = Schema.String.check(Schema.isPattern(/^\+[1-9][0-9]{6,14}$/u)).annotate({
  description: "With the country's code",
  examples: ["+33612345678"]
})

/** Who is invited, as the institution is told. */
export const InvitedAccountMember = Schema.Struct({
  email: EmailAddress,
  firstName: Label.check(Schema.isMaxLength(100)),
  lastName: Label.check(Schema.isMaxLength(100)),
  birthDate: Schema.optionalKey(
    LocalDate.annotate({ description: "Institutions ask for it for some rights" })
  ),
  phoneNumber: Schema.optionalKey(Phone)
}).annotate({ identifier: "InvitedAccountMember" })

/** Somebody to invite to an account, with rights that neither the caller nor the connection's user lacks. */
export const NewAccountMember = Schema.Struct({
  providerAccountId: ProviderAccountId,
  member: InvitedAccountMember,
  rights: MemberRights,
  consentReturnUrl: ReturnUrl
}).annotate({
  identifier: "NewAccountMember",
  examples: [
    {
      providerAccountId: ProviderAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a61"),
      member: {
        email: "claire@example.fr",
        firstName: "Claire",
        lastName: "Martin",
        birthDate: LocalDate.make("1990-05-17"),
        phoneNumber: "+33612345678"
      },
      rights: {
        views: true,
        managesBeneficiaries: false,
        initiatesPayments: false,
        managesMembers: false,
        managesCards: true
      },
      consentReturnUrl: "https://erp.example.fr/members"
    }
  ]
})
export type NewAccountMember = typeof NewAccountMember.Type

const memberReference = Schema.String.check(Schema.isPattern(/^[!-~]{1,200}$/u)).annotate({
  description: "One of the account's members: its reference, by GET /v2/banking/provider-accounts",
  examples: ["8f1c6a52-7b1d-4e0a-9a51-3f0f6b9c1a11"]
})

/** The rights that a member shall have, all of them. A person consents. */
export const NewAccountMemberRights = Schema.Struct({
  providerAccountId: ProviderAccountId,
  memberReference,
  rights: MemberRights,
  consentReturnUrl: ReturnUrl
}).annotate({
  identifier: "NewAccountMemberRights",
  examples: [
    {
      providerAccountId: ProviderAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a61"),
      memberReference: "8f1c6a52-7b1d-4e0a-9a51-3f0f6b9c1a11",
      rights: {
        views: true,
        managesBeneficiaries: false,
        initiatesPayments: true,
        managesMembers: false,
        managesCards: false
      },
      consentReturnUrl: "https://erp.example.fr/members"
    }
  ]
})
export type NewAccountMemberRights = typeof NewAccountMemberRights.Type

/** A member to suspend, to resume (a person consents), or to disable for good. */
export const NewAccountMemberState = Schema.Struct({
  providerAccountId: ProviderAccountId,
  memberReference,
  to: Schema.Literals(["suspended", "enabled", "disabled"]),
  consentReturnUrl: ReturnUrl
}).annotate({
  identifier: "NewAccountMemberState",
  examples: [
    {
      providerAccountId: ProviderAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a61"),
      memberReference: "8f1c6a52-7b1d-4e0a-9a51-3f0f6b9c1a11",
      to: "suspended",
      consentReturnUrl: "https://erp.example.fr/members"
    }
  ]
})
export type NewAccountMemberState = typeof NewAccountMemberState.Type

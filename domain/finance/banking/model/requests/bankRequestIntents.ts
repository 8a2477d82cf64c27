import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { intentKind } from "../../../providers/model/index.ts"
import { MemberRights } from "../members/MemberRights.ts"
import { BankConsent } from "./BankConsent.ts"
import { BankRequestId, type BankRequestKind } from "./BankRequest.ts"

/** What the institution made of it: at once, or once a person has consented. */
const Answered = Schema.Struct({
  state: Schema.Literals(["done", "consent_pending"]),
  consent: Schema.NullOr(BankConsent)
})
export type BankAnswer = typeof Answered.Type

const payload = Schema.Struct({
  requestId: BankRequestId,
  accountReference: Schema.String,
  subject: Schema.String,
  consentReturnUrl: Schema.String,
  /** Of an invitation and of a change of rights; `invitee` is null where somebody is a member. */
  member: Schema.optionalKey(
    Schema.Struct({
      invitee: Schema.NullOr(
        Schema.Struct({
          email: Schema.String,
          firstName: Schema.String,
          lastName: Schema.String,
          birthDate: Schema.NullOr(LocalDate),
          phoneNumber: Schema.NullOr(Schema.String)
        })
      ),
      rights: MemberRights
    })
  )
})
export type BankRequestToSend = typeof payload.Type

const kindOf = (
  kind: BankRequestKind,
  capability: "banking.change-mandates" | "banking.members" | "banking.return-debit"
) =>
  intentKind({
    name: `banking.${kind}`,
    payload,
    outcome: Answered,
    capability,
    permissions: [capability === "banking.members" ? "banking:admin" : "transfers:write"]
  })

/** The kind of intent that sends a request, by what is asked. */
export const bankRequestIntents: Readonly<Record<BankRequestKind, ReturnType<typeof kindOf>>> = {
  "suspend-mandate": kindOf("suspend-mandate", "banking.change-mandates"),
  "resume-mandate": kindOf("resume-mandate", "banking.change-mandates"),
  "return-debit": kindOf("return-debit", "banking.return-debit"),
  "invite-member": kindOf("invite-member", "banking.members"),
  "change-member": kindOf("change-member", "banking.members"),
  "suspend-member": kindOf("suspend-member", "banking.members"),
  "resume-member": kindOf("resume-member", "banking.members"),
  "disable-member": kindOf("disable-member", "banking.members")
}

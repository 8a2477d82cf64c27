import { Schema } from "effect"
import { intentKind } from "../../../providers/model/index.ts"
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
  consentReturnUrl: Schema.String
})
export type BankRequestToSend = typeof payload.Type

const kindOf = (kind: BankRequestKind, capability: "banking.change-mandates" | "banking.return-debit") =>
  intentKind({
    name: `banking.${kind}`,
    payload,
    outcome: Answered,
    capability,
    permissions: ["transfers:write"]
  })

/** The kind of intent that sends a request, by what is asked. */
export const bankRequestIntents: Readonly<Record<BankRequestKind, ReturnType<typeof kindOf>>> = {
  "suspend-mandate": kindOf("suspend-mandate", "banking.change-mandates"),
  "resume-mandate": kindOf("resume-mandate", "banking.change-mandates"),
  "return-debit": kindOf("return-debit", "banking.return-debit")
}

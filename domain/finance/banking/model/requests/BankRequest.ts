import { DateTime, Schema } from "effect"
import { Instant } from "../../../../shared/Instant.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { EntryId } from "../../../accounting/model/index.ts"
import { ConnectionId, IntentId, IntentRefusal } from "../../../providers/model/index.ts"
import { ProviderAccountId } from "../provided/ProviderAccount.ts"
import { MemberRights } from "../members/MemberRights.ts"
import { ReturnUrl } from "../transfers/NewTransfer.ts"
import { BankConsent } from "./BankConsent.ts"

export const BankRequestId = Uuid.pipe(Schema.brand("BankRequestId"))
export type BankRequestId = typeof BankRequestId.Type

/**
 * What is asked: nothing is debited under a mandate any more, something may be again, a debit comes back, or who may act on
 * the account changes.
 */
export const BankRequestKind = Schema.Literals([
  "suspend-mandate",
  "resume-mandate",
  "return-debit",
  "invite-member",
  "change-member",
  "suspend-member",
  "resume-member",
  "disable-member"
])
export type BankRequestKind = typeof BankRequestKind.Type

/**
 * Where a request stands. `asked`: it is on its way; `unknown`: sent, and nobody knows what came of it; `consent_pending`:
 * a person must consent at the institution; `accepted`: the institution does it; `done`; `refused`.
 */
export const BankRequestState = Schema.Literals([
  "asked",
  "unknown",
  "consent_pending",
  "accepted",
  "done",
  "refused"
])
export type BankRequestState = typeof BankRequestState.Type

/** Something that an institution is asked to do about a mandate, a debit or a member of an account, and what came of it. */
export const BankRequest = Schema.Struct({
  id: BankRequestId,
  providerAccountId: ProviderAccountId,
  connectionId: ConnectionId,
  kind: BankRequestKind,
  subject: Schema.String.annotate({
    description:
      "The institution's own id of the mandate, of the movement that is to come back, or of the member; of an invitation, the " +
      "account and the address",
    examples: ["tx-1"]
  }),
  /** Of an invitation and of a change of rights. */
  member: Schema.NullOr(
    Schema.Struct({
      email: Schema.NullOr(Schema.String.annotate({ examples: ["claire@example.fr"] })),
      rights: MemberRights
    }).annotate({ identifier: "BankRequestMember" })
  ),
  consentReturnUrl: Schema.String.annotate({ examples: ["https://erp.example.fr/debits"] }),
  state: BankRequestState,
  /** Only while it is needed. */
  consent: Schema.NullOr(BankConsent),
  reason: Schema.NullOr(IntentRefusal),
  intentId: Schema.NullOr(IntentId),
  returnReference: Schema.NullOr(
    Schema.String.annotate({ description: "The movement that brought the money back", examples: ["tx-2"] })
  ),
  returnedOn: Schema.NullOr(LocalDate),
  reversalEntryId: Schema.NullOr(EntryId),
  createdAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "BankRequest",
  examples: [
    {
      id: BankRequestId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1aa1"),
      providerAccountId: ProviderAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a61"),
      connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
      kind: "return-debit",
      subject: "tx-1",
      member: null,
      consentReturnUrl: "https://erp.example.fr/debits",
      state: "consent_pending",
      consent: { reference: "cons-8f1c6a52", url: "https://identity.example/consents/cons-8f1c6a52" },
      reason: null,
      intentId: IntentId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a12"),
      returnReference: null,
      returnedOn: null,
      reversalEntryId: null,
      createdAt: DateTime.makeUnsafe("2026-11-22T14:05:00Z"),
      version: 2
    }
  ]
})
export type BankRequest = typeof BankRequest.Type

/** A mandate to suspend, or to resume. To resume one, a person may have to consent. */
export const NewMandateChange = Schema.Struct({
  providerAccountId: ProviderAccountId,
  mandateReference: Schema.String.check(Schema.isPattern(/^[!-~]{1,200}$/u)).annotate({
    description: "One of the account's mandates: its reference, by GET /v2/banking/provider-accounts",
    examples: ["mandate-1"]
  }),
  to: Schema.Literals(["suspended", "enabled"]),
  consentReturnUrl: ReturnUrl
}).annotate({
  identifier: "NewMandateChange",
  examples: [
    {
      providerAccountId: ProviderAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a61"),
      mandateReference: "mandate-1",
      to: "suspended",
      consentReturnUrl: "https://erp.example.fr/mandates"
    }
  ]
})
export type NewMandateChange = typeof NewMandateChange.Type

/** A booked direct debit that is to come back. A person consents. */
export const NewDebitReturn = Schema.Struct({
  providerAccountId: ProviderAccountId,
  transactionReference: Schema.String.check(Schema.isPattern(/^[!-~]{1,200}$/u)).annotate({
    description: "One of the account's movements, a booked direct debit",
    examples: ["tx-1"]
  }),
  consentReturnUrl: ReturnUrl
}).annotate({
  identifier: "NewDebitReturn",
  examples: [
    {
      providerAccountId: ProviderAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a61"),
      transactionReference: "tx-1",
      consentReturnUrl: "https://erp.example.fr/debits"
    }
  ]
})
export type NewDebitReturn = typeof NewDebitReturn.Type

import { DateTime, Schema } from "effect"
import { Instant } from "../../../../shared/Instant.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, Money } from "../../../../shared/Money.ts"
import { Label } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { WordedAs } from "../../../../shared/Worded.ts"
import { EntryId, Party } from "../../../accounting/model/index.ts"
import { ConnectionId, IntentId, IntentRefusal } from "../../../providers/model/index.ts"
import { TransferBatchId } from "../batches/TransferBatchId.ts"
import { ProviderAccountId } from "../provided/ProviderAccount.ts"
import { TransferState } from "./TransferState.ts"

export const TransferId = Uuid.pipe(Schema.brand("TransferId"))
export type TransferId = typeof TransferId.Type

export const TransferRoute = Schema.Literals(["sepa", "internal"])

export const TransferSpeed = Schema.Literals(["regular", "instant", "instant-or-regular"])

/** Who is paid. */
export const TransferPayee = Schema.Struct({
  name: Schema.String.check(
    Schema.isPattern(/^[\x20-\x7e\u{a0}-\u{d7ff}\u{e000}-\u{10ffff}]{1,70}$/u)
  ).annotate({
    description: "As the payee's bank knows it, 1 to 70 characters",
    examples: ["Dupont SARL"]
  }),
  account: Schema.String.check(Schema.isPattern(/^[A-Z0-9]{1,34}$/u)).annotate({
    description: "An IBAN; for an internal transfer, the number of an account at the same institution",
    examples: ["FR1420041010050500013M02606"]
  })
}).annotate({ identifier: "TransferPayee" })

/** What the payee's bank says of the name. `confirmed`: a person has seen an answer other than a match, and goes on. */
export const TransferPayeeCheck = Schema.Struct({
  answer: WordedAs(["match", "close-match", "no-match", "not-possible"]),
  suggestedName: Schema.NullOr(Schema.String.annotate({ examples: ["Dupont et Fils SARL"] })),
  expiresAt: Schema.NullOr(Instant),
  confirmed: Schema.Boolean
}).annotate({ identifier: "TransferPayeeCheck" })
export type TransferPayeeCheck = typeof TransferPayeeCheck.Type

export const TransferConsent = Schema.Struct({
  reference: Schema.String.annotate({ examples: ["cons-8f1c6a52"] }),
  url: Schema.String.annotate({
    description: "Where a person consents, with strong authentication",
    examples: ["https://identity.example/consents/cons-8f1c6a52"]
  })
}).annotate({ identifier: "TransferConsent" })

/** A transfer of money to somebody, from before it is sent until it is booked, and after: it may be returned. */
export const Transfer = Schema.Struct({
  id: TransferId,
  providerAccountId: ProviderAccountId,
  connectionId: ConnectionId,
  batchId: Schema.NullOr(
    TransferBatchId.annotate({
      description: "The batch that it is a line of: its order and consent are the batch's"
    })
  ),
  payee: TransferPayee,
  route: TransferRoute,
  speed: TransferSpeed,
  executionDate: Schema.NullOr(LocalDate),
  amount: Money,
  label: Label,
  endToEndReference: Schema.String.annotate({ examples: ["F-2026-001"] }),
  documentRef: Schema.NullOr(Label),
  party: Schema.NullOr(Party),
  consentReturnUrl: Schema.String.annotate({ examples: ["https://erp.example.fr/transfers"] }),
  state: TransferState,
  /** Its payee is checked first, and nothing leaves before the process that asked for it is approved. */
  awaitsApproval: Schema.Boolean,
  payeeCheck: Schema.NullOr(TransferPayeeCheck),
  /** Only while it is needed. */
  consent: Schema.NullOr(TransferConsent),
  /** Why it was rejected, cancelled or returned. */
  reason: Schema.NullOr(IntentRefusal),
  intentId: Schema.NullOr(IntentId),
  orderReference: Schema.NullOr(
    Schema.String.annotate({ description: "The institution's own id of the order", examples: ["pay-1"] })
  ),
  movementReference: Schema.NullOr(
    Schema.String.annotate({ description: "The movement that took the money", examples: ["tx-1"] })
  ),
  returnReference: Schema.NullOr(
    Schema.String.annotate({ description: "The movement that brought it back", examples: ["tx-2"] })
  ),
  /** The way that the money took: a declared fallback shows here. */
  executedAs: Schema.NullOr(Schema.Literals(["regular", "instant", "internal"])),
  bookedOn: Schema.NullOr(LocalDate),
  returnedOn: Schema.NullOr(LocalDate),
  entryId: Schema.NullOr(EntryId),
  reversalEntryId: Schema.NullOr(EntryId),
  createdAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "Transfer",
  examples: [
    {
      id: TransferId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a71"),
      providerAccountId: ProviderAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a61"),
      connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
      batchId: null,
      payee: { name: "Dupont SARL", account: "FR1420041010050500013M02606" },
      route: "sepa",
      speed: "regular",
      executionDate: null,
      amount: { minor: 120_000n, currency: EUR },
      label: "Facture F-2026-001",
      endToEndReference: "F-2026-001",
      documentRef: "F-2026-001",
      party: { code: "F001", label: "Dupont" },
      consentReturnUrl: "https://erp.example.fr/transfers",
      state: "consent_pending",
      awaitsApproval: false,
      payeeCheck: {
        answer: { is: "match", word: "Match" },
        suggestedName: null,
        expiresAt: DateTime.makeUnsafe("2026-11-23T14:05:00Z"),
        confirmed: false
      },
      consent: {
        reference: "cons-8f1c6a52",
        url: "https://identity.example/consents/cons-8f1c6a52"
      },
      reason: null,
      intentId: IntentId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a12"),
      orderReference: "pay-1",
      movementReference: null,
      returnReference: null,
      executedAs: null,
      bookedOn: null,
      returnedOn: null,
      entryId: null,
      reversalEntryId: null,
      createdAt: DateTime.makeUnsafe("2026-11-22T14:05:00Z"),
      version: 3
    }
  ]
})
export type Transfer = typeof Transfer.Type

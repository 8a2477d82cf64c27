import { DateTime, Schema } from "effect"
import { Instant } from "../../../../shared/Instant.ts"
import { EUR, Money } from "../../../../shared/Money.ts"
import { ConnectionId, IntentId, IntentRefusal } from "../../../providers/model/index.ts"
import { ProviderAccountId } from "../provided/ProviderAccount.ts"
import { TransferConsent } from "../transfers/Transfer.ts"
import { TransferState } from "../transfers/TransferState.ts"
import { TransferBatchId } from "./TransferBatchId.ts"
import { TransferBatchState } from "./TransferBatchState.ts"

/** Yours: one key makes one batch. */
export const BatchKey = Schema.String.check(Schema.isPattern(/^[!-~](?:[ -~]{0,198}[!-~])?$/u)).annotate({
  description:
    "Yours, 1 to 200 printable characters: the same key makes one batch, however often it is asked for",
  examples: ["paiements-2026-11-23"]
})

const InState = Schema.Struct({
  state: TransferState,
  count: Schema.Int.annotate({ examples: [12] }),
  total: Money
}).annotate({ identifier: "TransferBatchLines" })

/** Several transfers from one account under one consent. What becomes of each line is the transfer's own state. */
export const TransferBatch = Schema.Struct({
  id: TransferBatchId,
  businessKey: BatchKey,
  providerAccountId: ProviderAccountId,
  connectionId: ConnectionId,
  consentReturnUrl: Schema.String.annotate({ examples: ["https://erp.example.fr/transfers"] }),
  state: TransferBatchState,
  /** Of all lines as they were asked for. */
  count: Schema.Int.annotate({ examples: [12] }),
  total: Money,
  /** The same by where the lines stand now. */
  lines: Schema.Array(InState),
  /** Only while it is needed. */
  consent: Schema.NullOr(TransferConsent),
  reason: Schema.NullOr(IntentRefusal),
  intentId: Schema.NullOr(IntentId),
  orderReference: Schema.NullOr(
    Schema.String.annotate({ description: "The institution's own id of the order", examples: ["pay-1"] })
  ),
  createdAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "TransferBatch",
  examples: [
    {
      id: TransferBatchId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a91"),
      businessKey: "paiements-2026-11-23",
      providerAccountId: ProviderAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a61"),
      connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
      consentReturnUrl: "https://erp.example.fr/transfers",
      state: "consent_pending",
      count: 2,
      total: { minor: 165_000n, currency: EUR },
      lines: [{ state: "consent_pending", count: 2, total: { minor: 165_000n, currency: EUR } }],
      consent: {
        reference: "cons-8f1c6a52",
        url: "https://identity.example/consents/cons-8f1c6a52"
      },
      reason: null,
      intentId: IntentId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a12"),
      orderReference: "pay-1",
      createdAt: DateTime.makeUnsafe("2026-11-23T14:05:00Z"),
      version: 3
    }
  ]
})
export type TransferBatch = typeof TransferBatch.Type

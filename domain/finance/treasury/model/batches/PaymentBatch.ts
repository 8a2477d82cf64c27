import { DateTime, Schema } from "effect"
import { Iban } from "../../../../shared/Iban.ts"
import { Instant } from "../../../../shared/Instant.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, Money, MoneySum } from "../../../../shared/Money.ts"
import { ActorId } from "../../../../shared/TenantScope.ts"
import { FreeText, Label } from "../../../../shared/Text.ts"
import { BankAccountId, NewTransferBatch, TransferBatchId, TransferId } from "../../../banking/model/index.ts"
import { DueItemId, SepaPayee } from "../due/DueItem.ts"
import { TransferFormat } from "../TreasuryAccount.ts"
import { BatchPaymentId, BatchState, PaymentBatchId, PaymentState } from "./PaymentState.ts"

/** Why a bank did not execute: the ISO external code as it came, and the bank's words. */
export const StatusReason = Schema.Struct({
  code: Schema.NullOr(Schema.String.annotate({ description: "ISO 20022 reason code", examples: ["AC04"] })),
  text: Schema.NullOr(Schema.String.annotate({ examples: ["Compte clos"] }))
}).annotate({ identifier: "PaymentStatusReason" })
export type StatusReason = typeof StatusReason.Type

/** A payment of a batch: amount and payee as they were when it was put there, which is what is approved and sent. */
export const BatchPayment = Schema.Struct({
  id: BatchPaymentId,
  dueItemId: DueItemId,
  payee: SepaPayee,
  amount: Money,
  reference: Schema.String.annotate({ examples: ["Facture F-2026-001"] }),
  state: PaymentState,
  reason: Schema.NullOr(StatusReason),
  transferId: Schema.NullOr(TransferId).annotate({
    description: "The transfer that carries it out, where an institution was asked for it"
  })
}).annotate({ identifier: "BatchPayment" })
export type BatchPayment = typeof BatchPayment.Type

const TransferFile = Schema.Struct({
  name: Schema.String.annotate({ examples: ["pain.001-019ab1c2.xml"] }),
  format: TransferFormat,
  sha256: Schema.String.annotate({ description: "Of the file's bytes, in hexadecimal" }),
  createdAt: Instant
}).annotate({ identifier: "TransferFile" })

const fields = {
  id: PaymentBatchId,
  label: Label,
  bankAccountId: BankAccountId,
  iban: Iban.annotate({ description: "The account that pays" }),
  requestedOn: Schema.NullOr(LocalDate).annotate({
    description: "The day that was asked for; null: as soon as possible"
  }),
  executionDate: Schema.NullOr(LocalDate).annotate({
    description:
      "The day in the bank's file: a TARGET day, not before the next one after the account's cut-off"
  }),
  count: Schema.Int.annotate({ examples: [1] }),
  total: MoneySum,
  state: BatchState,
  preparedBy: Schema.Array(ActorId).annotate({
    description: "Everybody who edited it or one of its items: none of them may approve it"
  }),
  digest: Schema.NullOr(Schema.String).annotate({
    description: "SHA-256 of what is approved: payer, payees, amounts, references and day"
  }),
  approvals: Schema.Array(Schema.Struct({ actorId: ActorId, at: Instant })),
  sentBack: Schema.NullOr(Schema.String).annotate({ description: "Why an approver sent it back" }),
  file: Schema.NullOr(TransferFile),
  transferBatchId: Schema.NullOr(TransferBatchId).annotate({
    description: "The transfers of one consent that carry it out, where an institution was asked for them"
  }),
  createdAt: Instant,
  version: Schema.Int
}

const example = {
  id: PaymentBatchId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1b21"),
  label: "Fournisseurs du 15",
  bankAccountId: BankAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a21"),
  iban: Iban.make("FR7630006000011234567890189"),
  requestedOn: LocalDate.make("2026-12-15"),
  executionDate: null,
  count: 1,
  total: { minor: 120_000n, currency: EUR },
  state: "to_approve",
  preparedBy: [ActorId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a01")],
  digest: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  approvals: [],
  sentBack: null,
  file: null,
  transferBatchId: null,
  createdAt: DateTime.makeUnsafe("2026-11-23T12:05:00Z"),
  version: 2
} as const

/** Payments that leave one account together. */
export const PaymentBatch = Schema.Struct(fields).annotate({
  identifier: "PaymentBatch",
  examples: [example]
})
export type PaymentBatch = typeof PaymentBatch.Type

/** A batch with its payments. */
export const PaymentBatchContent = Schema.Struct({
  ...fields,
  payments: Schema.Array(BatchPayment)
}).annotate({
  identifier: "PaymentBatchContent",
  examples: [
    {
      ...example,
      payments: [
        {
          id: BatchPaymentId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1b31"),
          dueItemId: DueItemId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1b11"),
          payee: { name: "Dupont SARL", iban: Iban.make("FR1420041010050500013M02606") },
          amount: { minor: 120_000n, currency: EUR },
          reference: "Facture F-2026-001",
          state: "batched",
          reason: null,
          transferId: null
        }
      ]
    }
  ]
})
export type PaymentBatchContent = typeof PaymentBatchContent.Type

export const mostPayments = 1_000

/** What a batch is to hold: the same for a new one and for an edit, which takes the place of all that it held. */
export const BatchSelection = Schema.Struct({
  label: Label,
  bankAccountId: BankAccountId,
  requestedOn: Schema.optionalKey(LocalDate),
  dueItemIds: Schema.Array(DueItemId).check(
    Schema.isMinLength(1),
    Schema.isMaxLength(mostPayments),
    Schema.makeFilter((ids) => new Set(ids).size === ids.length || "each item once")
  )
}).annotate({
  identifier: "BatchSelection",
  examples: [
    {
      label: "Fournisseurs du 15",
      bankAccountId: BankAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a21"),
      requestedOn: LocalDate.make("2026-12-15"),
      dueItemIds: [DueItemId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1b11")]
    }
  ]
})
export type BatchSelection = typeof BatchSelection.Type

/** What ordering a batch at its institution needs: where the person who consents comes back to. */
export const BatchOrder = Schema.Struct({
  consentReturnUrl: NewTransferBatch.fields.consentReturnUrl
}).annotate({
  identifier: "PaymentBatchOrder",
  examples: [{ consentReturnUrl: "https://erp.example.fr/treasury" }]
})
export type BatchOrder = typeof BatchOrder.Type

/** What became of payments, as a person read it at the bank. */
export const StatedOutcomes = Schema.Struct({
  outcomes: Schema.Array(
    Schema.Struct({
      batchPaymentId: BatchPaymentId,
      state: Schema.Literals(["accepted", "executed", "rejected", "returned"]),
      reasonCode: Schema.optionalKey(
        Schema.String.check(Schema.isPattern(/^[A-Z0-9]{4}$/u)).annotate({
          description: "ISO 20022 reason code",
          examples: ["AC04"]
        })
      ),
      reason: Schema.optionalKey(FreeText)
    })
  ).check(Schema.isMinLength(1), Schema.isMaxLength(mostPayments))
}).annotate({
  identifier: "StatedOutcomes",
  examples: [
    {
      outcomes: [
        {
          batchPaymentId: BatchPaymentId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1b31"),
          state: "rejected",
          reasonCode: "AC04",
          reason: "Compte clos"
        }
      ]
    }
  ]
})
export type StatedOutcomes = typeof StatedOutcomes.Type

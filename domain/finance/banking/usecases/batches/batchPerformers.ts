import { DateTime, Effect } from "effect"
import { ProviderAccounts } from "../../../../../ports/finance/ProviderAccounts.ts"
import type { ProviderAdapters } from "../../../../../ports/finance/ProviderAdapters.ts"
import { TransferBatches } from "../../../../../ports/finance/TransferBatches.ts"
import { Transfers } from "../../../../../ports/finance/Transfers.ts"
import type { Events } from "../../../../../ports/platform/Events.ts"
import type { JobStore } from "../../../../../ports/platform/JobStore.ts"
import type { Ids } from "../../../../shared/Uuid.ts"
import {
  type Ended,
  type IntentId,
  type IntentPerformer,
  intentPerformer,
  type IntentWork
} from "../../../providers/model/index.ts"
import {
  afterBatchPlaced,
  batchIntent,
  cancelBatchConsentIntent,
  type Placed,
  type TransferBatch,
  type TransferBatchId,
  type TransferOrders
} from "../../model/index.ts"
import { bankingOf } from "../bankingOf.ts"
import { askConsentCancel, sendConsentCancel } from "../transfers/consentCancelling.ts"
import { askedOf, settlementOf } from "../transfers/placedSettlement.ts"
import { moveBatch } from "./moveBatch.ts"

type Needs = Events | Ids | JobStore | ProviderAccounts | ProviderAdapters | TransferBatches | Transfers

/** All lines in one order under the intent's id, once; when the answer was lost it is looked for there, never sent again. */
const sendBatch: IntentWork<typeof batchIntent.payload.Type, Placed, Needs> = {
  send: ({ connection, key, payload: { batchId } }) =>
    Effect.gen(function* () {
      const banking = yield* bankingOf(connection)
      return settlementOf(yield* banking.transferBatch(connection, yield* ordersOf(batchId, key), key))
    }),
  ask: ({ connection, intent, key, payload: { batchId } }) =>
    Effect.gen(function* () {
      const banking = yield* bankingOf(connection)
      const since = DateTime.subtract(intent.createdAt, { minutes: 10 })
      const { lines } = yield* ordersOf(batchId, key)
      const names = lines.map(({ lineReference }) => lineReference)
      return askedOf(yield* banking.findTransferBatch(connection, key, names, since))
    }),
  settled: (_, { batchId }, ended) =>
    Effect.gen(function* () {
      const { hold } = yield* TransferBatches
      const batch = yield* Effect.orDie(hold(batchId))
      yield* moveBatch(batch, afterOrder(batch, ended))
    }),
  absentAfter: "15 minutes"
}

/** The lines that carry the intent: they are what was asked for when it was opened. */
const ordersOf = Effect.fnUntraced(function* (batchId: TransferBatchId, key: IntentId) {
  const { find } = yield* TransferBatches
  const { ofBatch } = yield* Transfers
  const accounts = yield* ProviderAccounts
  const { consentReturnUrl, providerAccountId } = yield* Effect.orDie(find(batchId))
  const { reference: accountReference } = yield* Effect.orDie(accounts.find(providerAccountId))
  const lines = (yield* ofBatch(batchId)).filter(({ transfer }) => transfer.intentId === key)
  return {
    accountReference,
    consentReturnUrl,
    lines: lines.map(({ payeeCheckToken, transfer }) => ({
      ...transfer,
      lineReference: transfer.id,
      payeeCheckToken
    }))
  } satisfies TransferOrders
})

const afterOrder = (batch: TransferBatch, ended: Ended<Placed>): TransferBatch => {
  switch (ended._tag) {
    case "Succeeded":
      return afterBatchPlaced(batch, ended.settlement.outcome)
    case "Refused":
      return { ...batch, state: "rejected", reason: ended.refusal }
    case "Unknown":
      return { ...batch, state: "unknown" }
  }
}

/** Withdraws the consent of a batch. Whether it was given first, the institution alone knows. */
const cancelBatchConsent: IntentWork<
  typeof cancelBatchConsentIntent.payload.Type,
  typeof cancelBatchConsentIntent.outcome.Type,
  Needs
> = {
  send: ({ connection, payload }) => sendConsentCancel(connection, payload.consentReference),
  ask: ({ connection, payload }) => askConsentCancel(connection, payload.consentReference),
  settled: (_, { batchId }, ended) =>
    Effect.gen(function* () {
      if (ended._tag === "Unknown") return
      const { hold } = yield* TransferBatches
      const batch = yield* Effect.orDie(hold(batchId))
      if (batch.state !== "cancelling") return
      yield* ended._tag === "Succeeded"
        ? moveBatch(batch, { ...batch, state: "cancelled", consent: null })
        : moveBatch(batch, { ...batch, state: "consent_pending", reason: ended.refusal })
    }),
  absentAfter: "10 minutes"
}

/** What batches of transfers ask of institutions, for the process that sends. */
export const batchPerformers: ReadonlyArray<IntentPerformer<Needs>> = [
  intentPerformer(batchIntent, sendBatch),
  intentPerformer(cancelBatchConsentIntent, cancelBatchConsent)
]

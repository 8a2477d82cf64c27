import { DateTime, Effect } from "effect"
import type { ProviderAdapters } from "../../../../../ports/finance/ProviderAdapters.ts"
import { Transfers } from "../../../../../ports/finance/Transfers.ts"
import type { Events } from "../../../../../ports/platform/Events.ts"
import type { JobStore } from "../../../../../ports/platform/JobStore.ts"
import type { Ids } from "../../../../shared/Uuid.ts"
import {
  type Asked,
  type Ended,
  type IntentPerformer,
  intentPerformer,
  type IntentWork
} from "../../../providers/model/index.ts"
import {
  afterPlaced,
  cancelConsentIntent,
  cancelTransferIntent,
  orderIntents,
  type OrderToSend,
  type Placed,
  type Transfer
} from "../../model/index.ts"
import { moved } from "./moved.ts"
import { askedOf, settlementOf } from "./placedSettlement.ts"
import { cancelConsentWork } from "./cancelConsentWork.ts"
import { bankingOf } from "../bankingOf.ts"

type Needs = Events | Ids | JobStore | ProviderAdapters | Transfers

/** What an institution is asked for, sent once under the intent's id; when the answer was lost it is looked for there. */
const sendOrder: IntentWork<OrderToSend, Placed, Needs> = {
  send: ({ connection, key, payload: { order } }) =>
    Effect.gen(function* () {
      const banking = yield* bankingOf(connection)
      return settlementOf(yield* banking.transfer(connection, order, key))
    }),
  ask: ({ connection, intent, key }) =>
    Effect.gen(function* () {
      const banking = yield* bankingOf(connection)
      const since = DateTime.subtract(intent.createdAt, { minutes: 10 })
      return askedOf(yield* banking.findTransfer(connection, key, since))
    }),
  settled: (_, { transferId }, ended) =>
    Effect.gen(function* () {
      const transfers = yield* Transfers
      const { transfer } = yield* Effect.orDie(transfers.hold(transferId))
      yield* moved(transfer, afterOrder(transfer, ended))
    }),
  absentAfter: "15 minutes"
}

const afterOrder = (transfer: Transfer, ended: Ended<Placed>): Transfer => {
  switch (ended._tag) {
    case "Succeeded":
      return afterPlaced(transfer, ended.settlement.outcome)
    case "Refused":
      return { ...transfer, state: "rejected", reason: ended.refusal }
    case "Unknown":
      return { ...transfer, state: "unknown" }
  }
}

type Cancelled = typeof cancelTransferIntent.outcome.Type
const cancelled = { reference: null, outcome: { cancelled: true } } as const

/** Cancels what is to come. Nothing but the movement itself tells whether a lost request arrived. */
const sendCancel: IntentWork<typeof cancelTransferIntent.payload.Type, Cancelled, Needs> = {
  send: ({ connection, payload }) =>
    Effect.gen(function* () {
      const banking = yield* bankingOf(connection)
      yield* banking.cancelTransfer(connection, payload.movementReference)
      return cancelled
    }),
  ask: ({ connection, payload }) =>
    Effect.gen(function* () {
      const banking = yield* bankingOf(connection)
      const { state } = yield* banking.transaction(connection, payload.movementReference)
      if (state.is === "cancelled") return { _tag: "Found", settlement: cancelled } satisfies Asked<Cancelled>
      if (state.is === "upcoming") return { _tag: "Absent" } satisfies Asked<Cancelled>
      return {
        _tag: "Refused",
        code: state.word,
        message: `The movement is ${state.word}`
      } satisfies Asked<Cancelled>
    }),
  settled: (_, { transferId }, ended) =>
    Effect.gen(function* () {
      if (ended._tag === "Unknown") return
      const transfers = yield* Transfers
      const { transfer } = yield* Effect.orDie(transfers.hold(transferId))
      const to = ended._tag === "Succeeded" ? "cancelled" : "upcoming"
      const reason = ended._tag === "Refused" ? ended.refusal : transfer.reason
      yield* moved(transfer, { ...transfer, state: to, reason })
    }),
  absentAfter: "10 minutes"
}

/** Everything that transfers ask of institutions, for the process that sends. */
export const transferPerformers: ReadonlyArray<IntentPerformer<Needs>> = [
  ...Object.values(orderIntents).map((kind) => intentPerformer(kind, sendOrder)),
  intentPerformer(cancelTransferIntent, sendCancel),
  intentPerformer(cancelConsentIntent, cancelConsentWork)
]

import { Effect } from "effect"
import type { ProviderAdapters } from "../../../../../ports/finance/ProviderAdapters.ts"
import { StandingOrders } from "../../../../../ports/finance/StandingOrders.ts"
import type { Events } from "../../../../../ports/platform/Events.ts"
import {
  type Asked,
  type Ended,
  type IntentPerformer,
  intentPerformer,
  type IntentWork
} from "../../../providers/model/index.ts"
import {
  afterStanding,
  cancelStandingOrderIntent,
  type ProvidedStandingOrder,
  scheduleIntent,
  type StandingOrder
} from "../../model/index.ts"
import { bankingOf } from "../bankingOf.ts"
import { advanceStandingOrder } from "./advanceStandingOrder.ts"

type Needs = Events | ProviderAdapters | StandingOrders
type Scheduled = typeof scheduleIntent.outcome.Type

const settlementOf = (order: ProvidedStandingOrder) => ({ reference: order.reference, outcome: order })

/** Sent once, without a key: a lost one is found by the mark that goes with its payments. */
const sendSchedule: IntentWork<typeof scheduleIntent.payload.Type, Scheduled, Needs> = {
  send: ({ connection, payload: { order } }) =>
    Effect.gen(function* () {
      const banking = yield* bankingOf(connection)
      return settlementOf(yield* banking.scheduleStandingOrder(connection, order))
    }),
  ask: ({ connection, payload: { order } }) =>
    Effect.gen(function* () {
      const banking = yield* bankingOf(connection)
      const listed = yield* banking.standingOrders(connection, order.accountReference)
      const found = listed.find(({ mark }) => mark === order.mark)
      return found === undefined
        ? ({ _tag: "Absent" } satisfies Asked<Scheduled>)
        : ({ _tag: "Found", settlement: settlementOf(found) } satisfies Asked<Scheduled>)
    }),
  settled: (_, { standingOrderId }, ended) =>
    Effect.gen(function* () {
      const { hold } = yield* StandingOrders
      const order = yield* Effect.orDie(hold(standingOrderId))
      yield* advanceStandingOrder(order, afterEnd(order, ended))
    }),
  absentAfter: "10 minutes"
}

const afterEnd = (order: StandingOrder, ended: Ended<Scheduled>): StandingOrder => {
  switch (ended._tag) {
    case "Succeeded": {
      const after = afterStanding(order, ended.settlement.outcome)
      return after.state === "asked" ? { ...after, state: "unknown" } : after
    }
    case "Refused":
      return { ...order, state: "refused", reason: ended.refusal }
    case "Unknown":
      return { ...order, state: "unknown" }
  }
}

type Cancelled = typeof cancelStandingOrderIntent.outcome.Type
const cancelled = { reference: null, outcome: { cancelled: true } } as const

const sendCancellation: IntentWork<typeof cancelStandingOrderIntent.payload.Type, Cancelled, Needs> = {
  send: ({ connection, payload: { reference } }) =>
    Effect.gen(function* () {
      const banking = yield* bankingOf(connection)
      yield* banking.cancelStandingOrder(connection, reference)
      return cancelled
    }),
  ask: ({ connection, payload: { reference } }) =>
    Effect.gen(function* () {
      const banking = yield* bankingOf(connection)
      const { state } = yield* banking.standingOrder(connection, reference)
      if (state.is === "cancelled") return { _tag: "Found", settlement: cancelled } satisfies Asked<Cancelled>
      return { _tag: state.is === "other" ? "Pending" : "Absent" } satisfies Asked<Cancelled>
    }),
  settled: (_, { standingOrderId }, ended) =>
    Effect.gen(function* () {
      if (ended._tag === "Unknown") return
      const { hold } = yield* StandingOrders
      const order = yield* Effect.orDie(hold(standingOrderId))
      const before = order.consent === null ? "active" : "consent_pending"
      yield* advanceStandingOrder(
        order,
        ended._tag === "Succeeded"
          ? { ...order, state: "cancelled", consent: null }
          : { ...order, state: before, reason: ended.refusal }
      )
    }),
  absentAfter: "10 minutes"
}

/** Everything that standing orders ask of institutions, for the process that sends. */
export const standingOrderPerformers: ReadonlyArray<IntentPerformer<Needs>> = [
  intentPerformer(scheduleIntent, sendSchedule),
  intentPerformer(cancelStandingOrderIntent, sendCancellation)
]

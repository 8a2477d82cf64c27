import { Effect } from "effect"
import { type MethodChange, PaymentMethods } from "../../../../ports/finance/PaymentMethods.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { type Ended, intentPerformer } from "../../providers/model/index.ts"
import {
  forgetMethodIntent,
  type PaymentMethodId,
  type PaymentMethodState,
  replaceMethodIntent,
  storeMethodIntent
} from "../model/index.ts"
import { gatewayOf } from "./gatewayOf.ts"
import { dropOnce, openToken } from "./intentToken.ts"

const { capability } = storeMethodIntent

/** What keeping a card does at its gateway. What is shown of the card is read after; without it the card is kept too. */
export const storeMethodPerformer = intentPerformer(storeMethodIntent, {
  send: ({ connection, key }) =>
    Effect.gen(function* () {
      const gateway = yield* gatewayOf(connection, capability)
      const token = yield* openToken(connection, key)
      const kept = yield* gateway.store(connection, token, key)
      const shown = yield* Effect.orElseSucceed(gateway.findMethod(connection, kept.reference), () => null)
      const { expires, masked } = shown ?? kept
      return { reference: kept.reference, outcome: { masked, expires } }
    }),
  ask: ({ connection, key }) =>
    Effect.gen(function* () {
      const gateway = yield* gatewayOf(connection, capability)
      const found = yield* gateway.findMethod(connection, gateway.methodReference(key))
      if (found === null) return { _tag: "Absent" } as const
      const { expires, masked, reference } = found
      return { _tag: "Found", settlement: { reference, outcome: { masked, expires } } } as const
    }),
  settled: (intent, { methodId }, ended) =>
    Effect.andThen(
      dropOnce(intent),
      settle(methodId, ["created", "unknown"], {
        ...changeOf(ended, { Succeeded: "kept", Refused: "refused", Unknown: "unknown" }),
        ...(ended._tag === "Succeeded" ? ended.settlement.outcome : {})
      })
    ),
  absentAfter: "15 minutes"
})

/**
 * What replacing a card does there. What is shown of the new one is read after. A lost answer is settled by what the
 * vault shows: the card of before is no new one.
 */
export const replaceMethodPerformer = intentPerformer(replaceMethodIntent, {
  send: ({ connection, key, payload: { given, reference } }) =>
    Effect.gen(function* () {
      const gateway = yield* gatewayOf(connection, capability)
      const token = yield* openToken(connection, key)
      yield* gateway.replace(connection, reference, token, key)
      const shown = yield* Effect.orElseSucceed(gateway.findMethod(connection, reference), () => null)
      return { reference, outcome: { masked: shown?.masked ?? null, expires: shown?.expires ?? given } }
    }),
  ask: ({ connection, payload: { before, reference } }) =>
    Effect.gen(function* () {
      const gateway = yield* gatewayOf(connection, capability)
      const found = yield* gateway.findMethod(connection, reference)
      if (found === null) return goneFromVault
      const { expires, masked } = found
      if (masked === null && expires === null) return { _tag: "Pending" } as const
      if (before.masked === masked && before.expires === expires) return { _tag: "Absent" } as const
      return { _tag: "Found", settlement: { reference, outcome: { masked, expires } } } as const
    }),
  settled: (intent, { methodId }, ended) =>
    Effect.andThen(
      dropOnce(intent),
      settle(methodId, ["replacing"], {
        ...changeOf(ended, { Succeeded: "kept", Refused: "kept", Unknown: "replacing" }),
        ...(ended._tag === "Succeeded" ? { ...ended.settlement.outcome, isOtherCard: true } : {})
      })
    ),
  absentAfter: "15 minutes"
})

const goneFromVault = {
  _tag: "Refused",
  code: "azals.method-gone",
  message: "The gateway keeps no such card any more."
} as const

/** What forgetting a card does there: one that is gone is forgotten, whoever did it. */
export const forgetMethodPerformer = intentPerformer(forgetMethodIntent, {
  send: ({ connection, key, payload }) =>
    Effect.gen(function* () {
      const gateway = yield* gatewayOf(connection, capability)
      yield* gateway.forget(connection, payload.reference, key)
      return { reference: null, outcome: {} }
    }),
  ask: ({ connection, payload }) =>
    Effect.gen(function* () {
      const gateway = yield* gatewayOf(connection, capability)
      return (yield* gateway.findMethod(connection, payload.reference)) === null
        ? ({ _tag: "Found", settlement: { reference: null, outcome: {} } } as const)
        : ({ _tag: "Absent" } as const)
    }),
  settled: (_, { methodId }, ended) =>
    settle(
      methodId,
      ["forgetting"],
      changeOf(ended, { Succeeded: "forgotten", Refused: "kept", Unknown: "forgetting" })
    ),
  absentAfter: "15 minutes"
})

const changeOf = (
  ended: Ended<unknown>,
  states: Readonly<Record<Ended<unknown>["_tag"], PaymentMethodState>>
): MethodChange => ({
  state: states[ended._tag],
  reference: ended._tag === "Succeeded" ? ended.settlement.reference : null,
  masked: null,
  expires: null,
  code: ended._tag === "Refused" ? ended.refusal.code : null,
  message: ended._tag === "Refused" ? ended.refusal.en : null
})

const settle = Effect.fnUntraced(function* (
  id: PaymentMethodId,
  from: ReadonlyArray<PaymentMethodState>,
  change: MethodChange
) {
  const methods = yield* PaymentMethods
  const events = yield* Events
  yield* methods.change(id, from, change)
  yield* events.publish({ type: `payments.method.${change.state}`, entityId: id, payload: {} })
})

import { DateTime, Effect } from "effect"
import { Onboardings } from "../../../../../ports/finance/Onboardings.ts"
import type { ProviderAdapters } from "../../../../../ports/finance/ProviderAdapters.ts"
import type { Events } from "../../../../../ports/platform/Events.ts"
import {
  type Asked,
  type Ended,
  type IntentPerformer,
  intentPerformer,
  type IntentWork
} from "../../../providers/model/index.ts"
import {
  afterOnboarding,
  type Onboarding,
  onboardingIntent,
  type ProvidedOnboarding
} from "../../model/index.ts"
import { bankingOf } from "../bankingOf.ts"
import { advanceOnboarding } from "./advanceOnboarding.ts"

type Needs = Events | Onboardings | ProviderAdapters
type Created = typeof onboardingIntent.outcome.Type

const settlementOf = (shown: ProvidedOnboarding) => ({ reference: shown.reference, outcome: shown })

/** Sent once, without a key: a lost one is found by the mark that comes back with it. */
const work: IntentWork<typeof onboardingIntent.payload.Type, Created, Needs> = {
  send: ({ connection, key, payload: { wanted } }) =>
    Effect.gen(function* () {
      const banking = yield* bankingOf(connection)
      return settlementOf(yield* banking.createOnboarding(connection, { ...wanted, mark: key }))
    }),
  ask: ({ connection, intent, key }) =>
    Effect.gen(function* () {
      const banking = yield* bankingOf(connection)
      const since = DateTime.subtract(intent.createdAt, { minutes: 10 })
      const found = yield* banking.findOnboarding(connection, key, since)
      return found === null
        ? ({ _tag: "Absent" } satisfies Asked<Created>)
        : ({ _tag: "Found", settlement: settlementOf(found) } satisfies Asked<Created>)
    }),
  settled: (_, { onboardingId }, ended) =>
    Effect.gen(function* () {
      const { hold } = yield* Onboardings
      const onboarding = yield* Effect.orDie(hold(onboardingId))
      yield* advanceOnboarding(onboarding, afterEnd(onboarding, ended))
    }),
  absentAfter: "10 minutes"
}

const afterEnd = (onboarding: Onboarding, ended: Ended<Created>): Onboarding => {
  switch (ended._tag) {
    case "Succeeded": {
      const after = afterOnboarding(onboarding, ended.settlement.outcome)
      return after.state === "asked" ? { ...after, state: "unknown" } : after
    }
    case "Refused":
      return { ...onboarding, state: "refused", reason: ended.refusal }
    case "Unknown":
      return { ...onboarding, state: "unknown" }
  }
}

/** What the onboarding of account holders asks of institutions, for the process that sends. */
export const onboardingPerformers: ReadonlyArray<IntentPerformer<Needs>> = [
  intentPerformer(onboardingIntent, work)
]

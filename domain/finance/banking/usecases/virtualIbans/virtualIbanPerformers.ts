import { Effect } from "effect"
import { MappedIbans } from "../../../../../ports/finance/MappedIbans.ts"
import type { ProviderAdapters } from "../../../../../ports/finance/ProviderAdapters.ts"
import type { Events } from "../../../../../ports/platform/Events.ts"
import type { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import {
  type Asked,
  type Ended,
  type IntentPerformer,
  intentPerformer,
  type IntentWork
} from "../../../providers/model/index.ts"
import {
  addIbanIntent,
  afterAdded,
  cancelIbanIntent,
  type MappedIban,
  type VirtualIban,
  whichWasAdded
} from "../../model/index.ts"
import { bankingOf } from "../bankingOf.ts"
import { advanceIban } from "./advanceIban.ts"

type Needs = Events | MappedIbans | ProviderAdapters | UnitOfWork
type Added = typeof addIbanIntent.outcome.Type

const settlementOf = (iban: VirtualIban) => ({ reference: iban.reference, outcome: iban })

/** The account's IBANs are read and noted before one more is asked for: no key goes with the order. */
const sendAddition: IntentWork<typeof addIbanIntent.payload.Type, Added, Needs> = {
  send: ({ connection, payload: { accountReference, virtualIbanId } }) =>
    Effect.gen(function* () {
      const { noteSent } = yield* MappedIbans
      const banking = yield* bankingOf(connection)
      const before = yield* banking.virtualIbans(connection, accountReference)
      yield* noteSent(
        virtualIbanId,
        before.map(({ reference }) => reference)
      )
      return settlementOf(yield* banking.addVirtualIban(connection, accountReference))
    }),
  ask: ({ connection, payload: { accountReference, virtualIbanId } }) =>
    Effect.gen(function* () {
      const { find, sentAdditions } = yield* MappedIbans
      const banking = yield* bankingOf(connection)
      const listed = yield* banking.virtualIbans(connection, accountReference)
      const { providerAccountId } = yield* Effect.orDie(find(virtualIbanId))
      const { open, taken } = yield* sentAdditions(providerAccountId)
      const mine = open.find(({ id }) => id === virtualIbanId)
      if (mine === undefined) return { _tag: "Absent" } satisfies Asked<Added>
      const which = whichWasAdded(mine, open, listed, taken)
      switch (which._tag) {
        case "Found":
          return { _tag: "Found", settlement: settlementOf(which.iban) } satisfies Asked<Added>
        case "Absent":
          return { _tag: "Absent" } satisfies Asked<Added>
        case "Undecided":
          return { _tag: "Pending" } satisfies Asked<Added>
      }
    }),
  settled: ({ connectionId }, { virtualIbanId }, ended) =>
    Effect.gen(function* () {
      const { hold, holdOf } = yield* MappedIbans
      const mapped = yield* Effect.orDie(hold(virtualIbanId))
      const given = ended._tag === "Succeeded" ? [ended.settlement.outcome.reference] : []
      const [other] = yield* holdOf(connectionId, given)
      yield* advanceIban(
        mapped,
        other === undefined ? afterAddition(mapped, ended) : { ...mapped, state: "failed", reason: isTaken }
      )
    }),
  absentAfter: "10 minutes"
}

const afterAddition = (mapped: MappedIban, ended: Ended<Added>): MappedIban => {
  switch (ended._tag) {
    case "Succeeded":
      return afterAdded(mapped, ended.settlement.outcome)
    case "Refused":
      return { ...mapped, state: "failed", reason: ended.refusal }
    case "Unknown":
      return { ...mapped, state: "unknown" }
  }
}

const isTaken = {
  code: "azals.iban-taken",
  fr: "L'IBAN donné par l'établissement a été affecté à autre chose entre-temps : demandez-en un autre.",
  en: "The IBAN that the institution gave was mapped to something else meanwhile: ask for another."
}

type Cancelled = typeof cancelIbanIntent.outcome.Type
const cancelled = { reference: null, outcome: { cancelled: true } } as const

const sendCancellation: IntentWork<typeof cancelIbanIntent.payload.Type, Cancelled, Needs> = {
  send: ({ connection, payload: { reference } }) =>
    Effect.gen(function* () {
      const banking = yield* bankingOf(connection)
      yield* banking.cancelVirtualIban(connection, reference)
      return cancelled
    }),
  ask: ({ connection, payload: { accountReference, reference } }) =>
    Effect.gen(function* () {
      const banking = yield* bankingOf(connection)
      const listed = yield* banking.virtualIbans(connection, accountReference)
      const state = listed.find((one) => one.reference === reference)?.state.is
      if (state === "cancelled") return { _tag: "Found", settlement: cancelled } satisfies Asked<Cancelled>
      const still = state === "enabled" || state === "suspended"
      return { _tag: still ? "Absent" : "Pending" } satisfies Asked<Cancelled>
    }),
  settled: (_, { virtualIbanId }, ended) =>
    Effect.gen(function* () {
      if (ended._tag === "Unknown") return
      const { hold } = yield* MappedIbans
      const mapped = yield* Effect.orDie(hold(virtualIbanId))
      yield* advanceIban(
        mapped,
        ended._tag === "Succeeded"
          ? { ...mapped, state: "cancelled" }
          : { ...mapped, state: "active", reason: ended.refusal }
      )
    }),
  absentAfter: "10 minutes"
}

/** Everything that virtual IBANs ask of institutions, for the process that sends. */
export const virtualIbanPerformers: ReadonlyArray<IntentPerformer<Needs>> = [
  intentPerformer(addIbanIntent, sendAddition),
  intentPerformer(cancelIbanIntent, sendCancellation)
]

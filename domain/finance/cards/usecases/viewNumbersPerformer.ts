import { Effect } from "effect"
import { Cards } from "../../../../ports/finance/Cards.ts"
import type { ProviderAdapters } from "../../../../ports/finance/ProviderAdapters.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import {
  type Ended,
  type IntentId,
  type IntentPerformer,
  intentPerformer,
  type IntentWork
} from "../../providers/model/index.ts"
import { type CardId, type NumbersView, viewNumbersKind } from "../model/index.ts"
import { issuerOf } from "./issuerOf.ts"

type Outcome = typeof viewNumbersKind.outcome.Type

/** A page of consent whose address was lost shows nothing to anybody: it is believed lost, and asked for anew. */
const work: IntentWork<typeof viewNumbersKind.payload.Type, Outcome, Cards | Events | ProviderAdapters> = {
  send: ({ connection, key, payload: { consentReturnUrl, reference } }) =>
    Effect.gen(function* () {
      const issuer = yield* issuerOf(connection, "cards.view-numbers")
      const consent = yield* issuer.viewNumbers(connection, reference, consentReturnUrl, key)
      return { reference: consent.reference, outcome: consent }
    }),
  ask: () => Effect.succeed({ _tag: "Absent" }),
  settled: ({ id }, { cardId }, ended) => settle(id, cardId, ended),
  absentAfter: "10 minutes"
}

/** What came of the last request is what the card shows; one that was asked for before it changes nothing. */
const settle = (intentId: IntentId, cardId: CardId, ended: Ended<Outcome>) =>
  Effect.gen(function* () {
    const { hold, issued } = yield* Cards
    const events = yield* Events
    const { numbersView } = yield* Effect.orDie(hold(cardId))
    if (numbersView?.intentId !== intentId) return
    const seen = seenOf(ended)
    yield* issued(cardId, { numbersView: { ...numbersView, ...seen } })
    yield* events.publish({
      type: `cards.card.numbers-${seen.state}`,
      entityId: cardId,
      payload: { intentId }
    })
  })

const seenOf = (ended: Ended<Outcome>): Pick<NumbersView, "refusal" | "state" | "url"> => {
  switch (ended._tag) {
    case "Succeeded":
      return { state: "ready", url: ended.settlement.outcome.url, refusal: null }
    case "Refused":
      return { state: "refused", url: null, refusal: ended.refusal.code }
    case "Unknown":
      return { state: "unknown", url: null, refusal: null }
  }
}

export const performViewNumbers: IntentPerformer<Cards | Events | ProviderAdapters> = intentPerformer(
  viewNumbersKind,
  work
)

import { DateTime, Effect } from "effect"
import type { CardHolders } from "../../../../ports/finance/CardHolders.ts"
import { Cards } from "../../../../ports/finance/Cards.ts"
import type { ProviderAdapters } from "../../../../ports/finance/ProviderAdapters.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import {
  type Asked,
  type Capability,
  type Ended,
  type IntentPerformer,
  intentPerformer,
  type IntentWork,
  type Settlement
} from "../../providers/model/index.ts"
import {
  cancelCardKind,
  type CardId,
  type CardOrder,
  changeCardKind,
  issueCardKind,
  issueSingleUseKind,
  type Issued,
  type IssuedCard,
  issuerState
} from "../model/index.ts"
import { issuerOf } from "./issuerOf.ts"
import { stateUnlessLeft } from "./stillThere.ts"
import { performViewNumbers } from "./viewNumbersPerformer.ts"

interface IssuePayload {
  readonly cardId: CardId
  readonly order: CardOrder
}

type Needs = CardHolders | Cards | Events | ProviderAdapters

const issueWork = (capability: Capability): IntentWork<IssuePayload, Issued, Needs> => ({
  send: ({ connection, key, payload }) =>
    Effect.gen(function* () {
      const issuer = yield* issuerOf(connection, capability)
      return settlementOf(yield* issuer.issue(connection, payload.order, key))
    }),
  ask: ({ connection, intent, key, payload }) =>
    Effect.gen(function* () {
      const issuer = yield* issuerOf(connection, capability)
      const since = DateTime.subtract(intent.createdAt, { minutes: 10 })
      const found = yield* issuer.findCard(connection, payload.order, key, since)
      switch (found._tag) {
        case "Found":
          return whatIsFound(found.card)
        case "Absent":
          return absent()
        case "Undecidable":
          return { _tag: "Pending" } satisfies Asked<Issued>
      }
    }),
  settled: (_, { cardId }, ended) => settle(cardId, ended),
  absentAfter: "15 minutes"
})

/** Issues a card: Swan has no idempotency there, so that an unknown outcome is settled by looking for the card. */
const performIssue = intentPerformer(issueCardKind, issueWork("cards.issue"))

const performIssueSingleUse = intentPerformer(issueSingleUseKind, issueWork("cards.single-use"))

const cancelWork: IntentWork<typeof cancelCardKind.payload.Type, Issued, Needs> = {
  send: ({ connection, key, payload }) =>
    Effect.gen(function* () {
      const issuer = yield* issuerOf(connection, "cards.cancel")
      return settlementOf(yield* issuer.cancel(connection, payload.reference, key))
    }),
  ask: ({ connection, payload }) =>
    Effect.gen(function* () {
      const issuer = yield* issuerOf(connection, "cards.cancel")
      const card = yield* issuer.card(connection, payload.reference)
      return card.state.is === "cancelling" || card.state.is === "cancelled" ? whatIsFound(card) : absent()
    }),
  settled: (_, { cardId }, ended) => settle(cardId, ended),
  absentAfter: "10 minutes"
}

const performCancel = intentPerformer(cancelCardKind, cancelWork)

/** Nothing shows at the issuer which change was applied: one whose answer was lost is believed lost, and asked anew. */
const changeWork: IntentWork<typeof changeCardKind.payload.Type, typeof changeCardKind.outcome.Type, Needs> =
  {
    send: ({ connection, key, payload: { consentReturnUrl, controls, limit, reference } }) =>
      Effect.gen(function* () {
        const issuer = yield* issuerOf(connection, "cards.change")
        const { reference: consent, url } = yield* issuer.change(
          connection,
          reference,
          { consentReturnUrl, controls, limit },
          key
        )
        return { reference: consent, outcome: { consent: { reference: consent, url } } }
      }),
    ask: () => Effect.succeed({ _tag: "Absent" }),
    settled: (_, { cardId }, ended) =>
      ended._tag === "Succeeded"
        ? Effect.gen(function* () {
            const { hold, issued } = yield* Cards
            yield* Effect.orDie(hold(cardId))
            yield* issued(cardId, { consent: ended.settlement.outcome.consent })
          })
        : Effect.void,
    absentAfter: "10 minutes"
  }

const performChange = intentPerformer(changeCardKind, changeWork)

const absent = (): Asked<Issued> => ({ _tag: "Absent" })

const whatIsFound = (card: IssuedCard): Asked<Issued> => ({ _tag: "Found", settlement: settlementOf(card) })

const settlementOf = ({ consent, masked, reference, state }: IssuedCard): Settlement<Issued> => ({
  reference,
  outcome: { reference, state, masked, consent }
})

const settle = (id: CardId, ended: Ended<Issued>) =>
  Effect.gen(function* () {
    if (ended._tag === "Unknown") return
    const { hold, issued } = yield* Cards
    const events = yield* Events
    const { memberId, state } = yield* Effect.orDie(hold(id))
    if (ended._tag === "Refused") {
      if (state === "requested") yield* issued(id, { state: "refused" })
      const { code } = ended.refusal
      yield* events.publish({ type: "cards.card.refused", entityId: id, payload: { code } })
      return
    }
    const { consent, masked, reference, state: said } = ended.settlement.outcome
    const now = yield* stateUnlessLeft({ memberId }, issuerState(state, said))
    yield* issued(id, { consent, masked, reference, state: now })
    yield* events.publish({ type: "cards.card.issued", entityId: id, payload: { state: said.is } })
  })

/** What a worker sends to issuers of cards, and settles. */
export const cardPerformers: ReadonlyArray<IntentPerformer<Needs>> = [
  performIssue,
  performIssueSingleUse,
  performChange,
  performCancel,
  performViewNumbers
]

import { Effect, Layer, Option, Redacted, Schema } from "effect"
import { cardsDocument } from "../../../adapters/swan/documents/cards.ts"
import { swanNotifications } from "../../../adapters/swan/notifications.ts"
import {
  accountAppliers,
  applyConsent,
  applyTransaction
} from "../../../domain/finance/banking/usecases/index.ts"
import { type CardId, type NewCard, openRules } from "../../../domain/finance/cards/model/index.ts"
import {
  applyCard,
  applyCardConsent,
  cardPerformers,
  followCard,
  issueCard,
  recordCardMovements
} from "../../../domain/finance/cards/usecases/index.ts"
import type { ProviderAccountId } from "../../../domain/finance/banking/model/index.ts"
import { appliedByFirst } from "../../../domain/finance/notifications/model/index.ts"
import type { ConnectionId, IntentState } from "../../../domain/finance/providers/model/index.ts"
import { performIntent, settleIntent } from "../../../domain/finance/providers/usecases/index.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { Cards } from "../../../ports/finance/Cards.ts"
import { IntentPerformers } from "../../../ports/finance/IntentPerformers.ts"
import { NotificationAppliers } from "../../../ports/finance/NotificationAppliers.ts"
import { NotificationSchemes } from "../../../ports/finance/NotificationSchemes.ts"
import { ProviderAccounts } from "../../../ports/finance/ProviderAccounts.ts"
import { ProviderIntents } from "../../../ports/finance/ProviderIntents.ts"
import { attempt } from "../providers/intentWorld.ts"
import { bankWorld, SwanServer } from "./bankWorld.ts"
import { queried } from "./paymentsAt.ts"
import { decideConsent } from "./swanWorld.ts"
import { companyAtSwan } from "./transferWorld.ts"

/** Everything that a worker has for cards, with the simulator of Swan. */
export const cardWorld = Layer.mergeAll(
  NotificationAppliers.layer([
    applyTransaction,
    appliedByFirst(applyConsent, applyCardConsent),
    applyCard,
    ...accountAppliers
  ]),
  NotificationSchemes.layer([swanNotifications])
).pipe(Layer.provideMerge(IntentPerformers.layer(cardPerformers)), Layer.provideMerge(bankWorld))

/** A company whose accounts at Swan were read, and a card for who may hold one there. */
export const companyWithHolder = Effect.map(companyAtSwan, ({ account, connection }) => ({
  account,
  connection,
  wanted: (part: Partial<NewCard> = {}) => newCard(connection.id, account.members?.[0]?.reference ?? "", part)
}))

/** A card to ask for, of up to 500.00 a month. */
export const newCard = (
  connectionId: ConnectionId,
  holderReference: string,
  part: Partial<NewCard> = {}
): NewCard => ({
  connectionId,
  holderReference,
  kind: "virtual",
  expiresOn: null,
  consentReturnUrl: "https://erp.example.fr/cards",
  name: "Abonnements",
  memberId: null,
  analytics: {},
  limits: [{ amount: money(50_000n, EUR), period: "month", window: "calendar", resetDay: 1 }],
  rules: openRules,
  zone: "Europe/Paris",
  receiptsRequired: true,
  blockAfterMissing: null,
  ...part
})

/** What cards the simulator has in the project of this client id. */
export const cardReferencesAt = (clientId: Redacted.Redacted) =>
  Effect.flatMap(SwanServer, ({ url }) => cardReferencesOf(url, clientId))

/** The same at a simulator of this address. */
export const cardReferencesOf = (url: string, clientId: Redacted.Redacted) =>
  Effect.map(queried(url, Redacted.value(clientId), cardsDocument), (listed) =>
    Schema.decodeUnknownSync(Listed)(listed).data.cards.edges.map(({ node }) => node.id)
  )

const Listed = Schema.Struct({
  data: Schema.Struct({
    cards: Schema.Struct({
      edges: Schema.Array(Schema.Struct({ node: Schema.Struct({ id: Schema.String }) }))
    })
  })
})

export const cardNow = (id: CardId) => Effect.flatMap(Cards, ({ find }) => find(id))

/** The newest intent in this state, of the acting company. */
export const intentIn = (state: IntentState) =>
  Effect.flatMap(ProviderIntents, ({ list }) =>
    Effect.flatMap(list({ state: Option.some(state), after: Option.none(), limit: 1 }), ([intent]) =>
      intent === undefined ? Effect.die(`no intent is ${state}`) : Effect.succeed(intent.id)
    )
  )

/** One attempt at what was asked of the issuer last, as a worker makes it. */
export const sendLast = Effect.flatMap(intentIn("created"), (intentId) =>
  performIntent.run({ intentId }, attempt(1))
)

export const settleLast = Effect.flatMap(intentIn("unknown"), (intentId) =>
  settleIntent.run({ intentId }, attempt(1))
)

export const followNow = (cardId: CardId) => followCard.run({ cardId }, attempt(1))

/** A card that its issuer has made and a person has consented to. */
export const activeCardOf = (wanted: NewCard) =>
  Effect.gen(function* () {
    const { id } = yield* issueCard(wanted)
    yield* sendLast
    const { consent } = yield* cardNow(id)
    yield* decideConsent(consent?.url ?? "", "accept")
    yield* followNow(id)
    return yield* cardNow(id)
  })

/** Does each job that waits to record movements of this account, as a worker does. */
export const recordJobs = (providerAccountId: ProviderAccountId) =>
  Effect.gen(function* () {
    const { transactions } = yield* ProviderAccounts
    const known = yield* transactions(providerAccountId, 100, Option.none())
    const ofCards = known.filter(({ card }) => card !== undefined).map(({ reference }) => reference)
    return yield* recordNow(providerAccountId, ofCards)
  })

/** What the worker makes of the movements of this account's cards. */
export const recordNow = (providerAccountId: ProviderAccountId, references: ReadonlyArray<string>) =>
  recordCardMovements.run({ providerAccountId, references }, attempt(1))

import { type DateTime, Effect, Option, Schema } from "effect"
import type { CardControls, CardOrder, SpendingLimit } from "../../domain/finance/cards/model/index.ts"
import type { Capability, IntentId, OpenConnection } from "../../domain/finance/providers/model/index.ts"
import type { CardIssuer, FoundCard } from "../../ports/finance/CardIssuer.ts"
import { swanDefinition } from "./definition.ts"
import {
  addCardDocument,
  addSingleUseCardDocument,
  cancelCardDocument,
  cardDocument,
  cardsDocument,
  consentDocument,
  updateCardDocument,
  viewCardNumbersDocument
} from "./documents/cards.ts"
import { needsUser } from "./needsUser.ts"
import { backToCard, cardOf, consentOf, isOrderedUnder, SwanCard, SwanConsent } from "./SwanCard.ts"
import type { SwanClient } from "./swanClient.ts"
import { endOfDay, mostPerPage, swanAmount, SwanPage } from "./swanValues.ts"
import { there } from "./there.ts"

/**
 * The card port over Swan. Its card mutations carry no idempotency key: each is sent once, and what came of a lost one
 * is looked for. A virtual card has no suspended state there: a freeze is ours, at each authorisation.
 */
export const swanCards = (client: SwanClient): CardIssuer => ({
  capabilities: cardCapabilities(),

  issue: (connection, order, key) =>
    Effect.map(
      send(client, connection, Schema.Struct({ card: SwanCard }), {
        ...(order.kind === "single-use" ? singleUse : virtual),
        input: inputOf(order, key)
      }),
      ({ card }) => cardOf(card)
    ),

  change: (connection, reference, { consentReturnUrl, controls, limit }, key) =>
    Effect.map(
      send(client, connection, Schema.Struct({ consent: Consent }), {
        operation: "change-card",
        capability: "cards.change",
        document: updateCardDocument,
        input: {
          cardId: reference,
          consentRedirectUrl: backToCard(consentReturnUrl, key),
          spendingLimit: limitOf(limit),
          ...switchesOf(controls)
        }
      }),
      ({ consent }) => ({ reference: consent.id, url: consent.consentUrl })
    ),

  viewNumbers: (connection, reference, consentReturnUrl) =>
    Effect.map(
      send(client, connection, Schema.Struct({ consent: Consent }), {
        operation: "view-card-numbers",
        capability: "cards.view-numbers",
        document: viewCardNumbersDocument,
        input: { cardId: reference, consentRedirectUrl: consentReturnUrl }
      }),
      ({ consent }) => ({ reference: consent.id, url: consent.consentUrl })
    ),

  cancel: (connection, reference) =>
    Effect.map(
      send(client, connection, Schema.Struct({ card: SwanCard }), {
        operation: "cancel-card",
        capability: "cards.cancel",
        document: cancelCardDocument,
        input: { cardId: reference }
      }),
      ({ card }) => cardOf(card)
    ),

  card: (connection, reference) =>
    Effect.flatMap(
      client.ask(
        connection,
        { ...reading, operation: "card", document: cardDocument, variables: { cardId: reference } },
        Schema.Struct({ card: Schema.NullOr(SwanCard) })
      ),
      ({ card }) => there(connection, "card", card, cardOf)
    ),

  cards: (connection, after) =>
    Effect.map(page(client, connection, Option.getOrNull(after)), ({ edges, pageInfo }) => ({
      cards: edges.map(({ node }) => cardOf(node)),
      next: pageInfo.hasNextPage ? Option.fromNullishOr(pageInfo.endCursor) : Option.none()
    })),

  consent: (connection, reference) =>
    Effect.map(
      client.ask(
        connection,
        { ...reading, operation: "consent", document: consentDocument, variables: { id: reference } },
        Schema.Struct({ consent: SwanConsent })
      ),
      ({ consent }) => consentOf(consent)
    ),

  findCard: (connection, order, key, since) => find(client, connection, { order, key, since })
})

const cardCapabilities = (): CardIssuer["capabilities"] => {
  const isOfCards = (name: Capability): name is Capability & `cards.${string}` => name.startsWith("cards.")
  return new Set([...swanDefinition.capabilities].filter(isOfCards))
}

const reading = { capability: "cards.issue", as: "project" } as const

const virtual = { operation: "issue-card", capability: "cards.issue", document: addCardDocument } as const

const singleUse = {
  operation: "issue-single-use-card",
  capability: "cards.single-use",
  document: addSingleUseCardDocument
} as const

const Consent = Schema.Struct({ id: Schema.String, consentUrl: Schema.String })

interface CardMutation {
  readonly operation: string
  readonly capability: Capability
  readonly document: string
  readonly input: Schema.JsonObject
}

const send = <A, I>(
  client: SwanClient,
  connection: OpenConnection,
  success: Schema.Codec<A, I>,
  { input, ...mutation }: CardMutation
) =>
  Effect.andThen(
    needsUser(connection, mutation.capability),
    client.send(connection, { ...mutation, variables: { input }, as: "user" }, "once", success)
  )

/** A single-use card of another period than `Always` would be Swan's recurring one, bound to one merchant. */
const inputOf = (order: CardOrder, key: IntentId) => ({
  accountMembershipId: order.holderReference,
  consentRedirectUrl: backToCard(order.consentReturnUrl, key),
  name: order.name,
  ...(order.expiresOn === null ? {} : { cardContractExpiryDate: endOfDay(order.expiresOn) }),
  ...(order.kind === "single-use"
    ? { spendingLimit: limitOf({ ...order.limit, period: "once" }) }
    : { spendingLimit: limitOf(order.limit), ...switchesOf(order.controls) })
})

const switchesOf = ({ abroad, online, otherCurrencies, withdrawal }: CardControls) => ({
  withdrawal,
  international: abroad,
  nonMainCurrencyTransactions: otherCurrencies,
  eCommerce: online
})

const periods = { once: "Always", day: "Daily", week: "Weekly", month: "Monthly" } as const

const limitOf = ({ amount, period, resetDay, window }: SpendingLimit) => ({
  period: periods[period],
  amount: swanAmount(amount),
  ...(period === "once" ? {} : { mode: window === "rolling" ? rolling : calendarOf(period, resetDay) })
})

const rolling = { rolling: { rollingValue: 1 } }

const calendarOf = (period: "day" | "week" | "month", resetDay: number | null) => {
  switch (period) {
    case "day":
      return { calendar: { daily: { startHour: 0 } } }
    case "week":
      return { calendar: { weekly: { startHour: 0, startDay: weekdays[(resetDay ?? 1) - 1] ?? "Monday" } } }
    case "month":
      return { calendar: { monthly: { startHour: 0, startDay: resetDay ?? 1 } } }
  }
}

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const

const page = (client: SwanClient, connection: OpenConnection, after: string | null) =>
  Effect.map(
    client.ask(
      connection,
      {
        ...reading,
        operation: "cards",
        document: cardsDocument,
        variables: { first: mostPerPage, after }
      },
      Schema.Struct({ cards: SwanPage(SwanCard) })
    ),
    ({ cards }) => cards
  )

interface Searched {
  readonly order: CardOrder
  readonly key: IntentId
  readonly since: DateTime.Utc
}

/** Looks through the cards, newest first, back to the order. One that does not tell its key leaves the question open. */
const find = (
  client: SwanClient,
  connection: OpenConnection,
  searched: Searched,
  after: string | null = null,
  unclear = false
): ReturnType<CardIssuer["findCard"]> =>
  Effect.gen(function* () {
    const { key, order, since } = searched
    const { edges, pageInfo } = yield* page(client, connection, after)
    const told = edges.map(({ node }) => ({ node, ours: isOrderedUnder(key, order, since, node) }))
    const found = told.find(({ ours }) => Option.contains(ours, true))
    if (found !== undefined) return { _tag: "Found", card: cardOf(found.node) } satisfies FoundCard
    const stillUnclear = unclear || told.some(({ ours }) => Option.isNone(ours))
    const older = edges.some(({ node }) => node.createdAt.epochMilliseconds < since.epochMilliseconds)
    if (!older && pageInfo.hasNextPage && pageInfo.endCursor !== null) {
      return yield* find(client, connection, searched, pageInfo.endCursor, stillUnclear)
    }
    return { _tag: stillUnclear ? "Undecidable" : "Absent" } satisfies FoundCard
  })

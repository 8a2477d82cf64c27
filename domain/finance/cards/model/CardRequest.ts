import { DateTime, Result, Schema } from "effect"
import { IllegalTransition } from "../../../shared/errors.ts"
import { Instant } from "../../../shared/Instant.ts"
import { EUR, money } from "../../../shared/Money.ts"
import { Label } from "../../../shared/Text.ts"
import { ActorId } from "../../../shared/TenantScope.ts"
import { Uuid } from "../../../shared/Uuid.ts"
import { ConnectionId } from "../../providers/model/index.ts"
import { CardId, NewCard } from "./Card.ts"
import { openRules } from "./CardRules.ts"
import { OthersCardRequest, OwnCardRequest } from "./errors.ts"

export const CardRequestId = Uuid.pipe(Schema.brand("CardRequestId"))
export type CardRequestId = typeof CardRequestId.Type

export const CardRequestState = Schema.Literals(["pending", "approved", "refused", "withdrawn"])
export type CardRequestState = typeof CardRequestState.Type

/** The steps of a request. A refused one may be asked again, changed; an approved one is a card. */
export const cardRequestTransitions: Readonly<Record<CardRequestState, ReadonlyArray<CardRequestState>>> = {
  pending: ["pending", "approved", "refused", "withdrawn"],
  refused: ["pending", "withdrawn"],
  approved: [],
  withdrawn: []
}

/** A card that somebody asks another person for: `card` is issued as it stands, once it is approved. */
export const NewCardRequest = Schema.Struct({
  purpose: Label.annotate({ description: "What it is needed for", examples: ["Campagne de décembre"] }),
  card: NewCard
}).annotate({
  identifier: "NewCardRequest",
  examples: [
    {
      purpose: "Campagne de décembre",
      card: {
        connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
        holderReference: "8f1c6a52-7b1d-4e0a-9a51-3f0f6b9c1a11",
        kind: "virtual",
        expiresOn: null,
        consentReturnUrl: "https://app.example.fr/cards",
        name: "Publicité",
        memberId: null,
        analytics: {},
        limits: [{ amount: money(50_000n, EUR), period: "month", window: "calendar", resetDay: 1 }],
        rules: openRules,
        zone: "Europe/Paris",
        receiptsRequired: true,
        blockAfterMissing: null
      }
    }
  ]
})
export type NewCardRequest = typeof NewCardRequest.Type

/** Why a request is refused. */
export const CardRefusal = Schema.Struct({
  reason: Label.annotate({ examples: ["Le budget de décembre est épuisé"] })
}).annotate({ identifier: "CardRefusal", examples: [{ reason: "Le budget de décembre est épuisé" }] })

/** A request for a card: who asked, what for, and what another person decided. */
export const CardRequest = Schema.Struct({
  id: CardRequestId,
  ...NewCardRequest.fields,
  state: CardRequestState,
  requestedBy: ActorId,
  decidedBy: Schema.NullOr(ActorId),
  decidedAt: Schema.NullOr(Instant),
  /** Why it was refused. */
  reason: Schema.NullOr(Schema.String).annotate({ examples: [null] }),
  /** The card that was asked of its issuer, once approved. */
  cardId: Schema.NullOr(CardId),
  createdAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "CardRequest",
  examples: [
    {
      id: CardRequestId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a91"),
      purpose: "Campagne de décembre",
      card: {
        connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
        holderReference: "8f1c6a52-7b1d-4e0a-9a51-3f0f6b9c1a11",
        kind: "virtual",
        expiresOn: null,
        consentReturnUrl: "https://app.example.fr/cards",
        name: "Publicité",
        memberId: null,
        analytics: {},
        limits: [{ amount: money(50_000n, EUR), period: "month", window: "calendar", resetDay: 1 }],
        rules: openRules,
        zone: "Europe/Paris",
        receiptsRequired: true,
        blockAfterMissing: null
      },
      state: "pending",
      requestedBy: ActorId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a12"),
      decidedBy: null,
      decidedAt: null,
      reason: null,
      cardId: null,
      createdAt: DateTime.makeUnsafe("2026-11-22T14:05:00Z"),
      version: 1
    }
  ]
})
export type CardRequest = typeof CardRequest.Type

/** The state asked for, or those that are possible. */
export const cardRequestStep = (
  { id, state }: Pick<CardRequest, "id" | "state">,
  to: CardRequestState
): Result.Result<CardRequestState, IllegalTransition> => {
  const allowed = cardRequestTransitions[state]
  return allowed.includes(to)
    ? Result.succeed(to)
    : Result.fail(new IllegalTransition({ entity: "CardRequest", id, from: state, attempted: to, allowed }))
}

/** Whoever asked decides nothing of it, nor does who would answer for the card. */
export const mayDecideRequest = (
  { card: { memberId }, id, requestedBy }: Pick<CardRequest, "card" | "id" | "requestedBy">,
  actor: ActorId
): Result.Result<void, OwnCardRequest> =>
  requestedBy === actor || (memberId !== null && memberId.toLowerCase() === actor.toLowerCase())
    ? Result.fail(new OwnCardRequest({ request: id }))
    : Result.void

/** Only who asked may ask otherwise, or no longer. */
export const mayAskAnew = (
  { id, requestedBy }: Pick<CardRequest, "id" | "requestedBy">,
  actor: ActorId
): Result.Result<void, OthersCardRequest> =>
  requestedBy === actor ? Result.void : Result.fail(new OthersCardRequest({ request: id }))

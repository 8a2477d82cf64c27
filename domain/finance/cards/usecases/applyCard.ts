import { Effect, Option, Schema } from "effect"
import type { CardHolders } from "../../../../ports/finance/CardHolders.ts"
import { Cards } from "../../../../ports/finance/Cards.ts"
import type { IntentPerformers } from "../../../../ports/finance/IntentPerformers.ts"
import type { ProviderAdapters } from "../../../../ports/finance/ProviderAdapters.ts"
import type { ProviderIntents } from "../../../../ports/finance/ProviderIntents.ts"
import type { Events } from "../../../../ports/platform/Events.ts"
import type { JobStore } from "../../../../ports/platform/JobStore.ts"
import type { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import type { Ids } from "../../../shared/Uuid.ts"
import { notificationApplier } from "../../notifications/model/index.ts"
import { IntentId, type OpenConnection } from "../../providers/model/index.ts"
import { askedNow } from "../../providers/usecases/index.ts"
import type { IssuedCard } from "../model/index.ts"
import { issuerOf } from "./issuerOf.ts"
import { readCard } from "./readCard.ts"

type AppliedPorts =
  | CardHolders
  | Cards
  | Events
  | Ids
  | IntentPerformers
  | JobStore
  | ProviderAdapters
  | ProviderIntents
  | UnitOfWork

/**
 * What a notification about a card brings: the card as it is now. One that comes before the answer to our own order ends
 * that order. A card that is not ours changes nothing.
 */
export const applyCard = notificationApplier<AppliedPorts>({
  concern: "cards.card",
  read: ({ reference }, connection) =>
    Effect.gen(function* () {
      const issuer = yield* issuerOf(connection, "cards.issue")
      const said = yield* issuer.card(connection, reference)
      const known = yield* Effect.flatMap(Cards, ({ byReference }) => byReference(connection.id, reference))
      if (Option.isNone(known)) return yield* endOrder(connection, said)
      return { _tag: "Apply", ...(yield* readCard(issuer, connection, known.value, said)) } as const
    })
})

const endOrder = Effect.fnUntraced(function* (
  connection: OpenConnection,
  { orderKey, updatedAt }: IssuedCard
) {
  const order = Schema.decodeUnknownOption(IntentId)(orderKey)
  const end = Option.isNone(order) ? Option.none() : yield* askedNow(order.value, connection)
  if (Option.isNone(end)) return { _tag: "Ignored", reason: "not a card of ours" } as const
  return {
    _tag: "Apply",
    asOf: BigInt(updatedAt.epochMilliseconds) * 1000n,
    write: Effect.asVoid(end.value)
  } as const
})

/** What a notification about a consent brings to the card that waits for it, for its issue or for a change. */
export const applyCardConsent = notificationApplier<AppliedPorts>({
  concern: "banking.consent",
  read: ({ reference }, connection) =>
    Effect.gen(function* () {
      const { byConsent } = yield* Cards
      const card = Option.getOrUndefined(yield* byConsent(connection.id, reference))
      if (card === undefined || card.reference === null) {
        return { _tag: "Ignored", reason: "nothing of ours waits for this consent" } as const
      }
      const issuer = yield* issuerOf(connection, "cards.issue")
      const said = yield* issuer.card(connection, card.reference)
      return { _tag: "Apply", ...(yield* readCard(issuer, connection, card, said)) } as const
    })
})

import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { CardId } from "../../../domain/finance/cards/model/index.ts"
import { endCardSubscription, subscribeCard } from "../../../domain/finance/cards/usecases/index.ts"
import { CardSubscriptions } from "../../../ports/finance/CardSubscriptions.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

export const cardSubscriptionsHandlers = HttpApiBuilder.group(Api, "cardSubscriptions", (handlers) =>
  handlers.handleAll({
    cardSubscriptions: ({ query }) =>
      Effect.flatMap(CardSubscriptions, ({ list }) => pageOf(cursor, query, ({ cardId }) => cardId, list)),
    cardSubscription: ({ params }) => Effect.flatMap(CardSubscriptions, ({ find }) => find(params.cardId)),
    subscribeCard: ({ headers, params, payload }) =>
      subscribeCard(params.cardId, versionOf(headers["if-match"]), payload),
    endCardSubscription: ({ headers, params }) =>
      endCardSubscription(params.cardId, versionOf(headers["if-match"]))
  })
)

const cursor = cursorOf(CardId)

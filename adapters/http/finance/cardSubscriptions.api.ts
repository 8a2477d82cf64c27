import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api"
import { CardId, CardSubscription, NewCardSubscription } from "../../../domain/finance/cards/model/index.ts"
import { Credential } from "../contract/Credential.ts"
import { NotFoundProblem, VersionConflictProblem } from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { Requires, UpdateHeaders } from "../contract/rules.ts"

const params = { cardId: CardId }

const changing = {
  params,
  headers: UpdateHeaders,
  success: CardSubscription,
  error: [NotFoundProblem, VersionConflictProblem]
} as const

export class CardSubscriptionsApi extends HttpApiGroup.make("cardSubscriptions")
  .add(
    HttpApiEndpoint.get("cardSubscriptions", "/cards/subscriptions", {
      query: PageQuery,
      success: Page(CardSubscription)
    })
      .annotate(Requires, "cards:read")
      .annotate(OpenApi.Summary, "List the subscriptions that cards pay, those of the newest cards first"),
    HttpApiEndpoint.get("cardSubscription", "/cards/:cardId/subscription", {
      params,
      success: CardSubscription,
      error: NotFoundProblem
    })
      .annotate(Requires, "cards:read")
      .annotate(OpenApi.Summary, "The subscription that a card pays: last and next payment, price rises"),
    HttpApiEndpoint.put("subscribeCard", "/cards/:cardId/subscription", {
      ...changing,
      payload: NewCardSubscription
    })
      .annotate(Requires, "cards:write")
      .annotate(OpenApi.Summary, "Say which subscription a card pays, and what it is expected to take"),
    HttpApiEndpoint.post("endCardSubscription", "/cards/:cardId/subscription/end", changing)
      .annotate(Requires, "cards:write")
      .annotate(OpenApi.Summary, "Say that a card's subscription is over; the rules of the card stay")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Card subscriptions")
  .annotate(
    OpenApi.Description,
    "Cards that pay one subscription each. A payment that takes more than expected is told of, once, by the event " +
      "cards.subscription.price_rose; one that does not come is shown as missed. If-Match is the version of the card."
  ) {}

import { Effect } from "effect"
import { CardHolders } from "../../../../ports/finance/CardHolders.ts"
import { type Card, type CardState, HolderLeft } from "../model/index.ts"

/** Fails where the member who answers for a card has left the company. */
export const stillThere = Effect.fnUntraced(function* ({ memberId }: Pick<Card, "memberId">) {
  if (memberId === null) return
  const { hasLeft } = yield* CardHolders
  if (yield* hasLeft(memberId)) return yield* new HolderLeft({ member: memberId })
})

/** The state of a card that its issuer makes active: frozen where its holder has left meanwhile. */
export const stateUnlessLeft = (card: Pick<Card, "memberId">, state: CardState) =>
  state === "active"
    ? stillThere(card).pipe(
        Effect.as(state),
        Effect.catchTag("HolderLeft", () => Effect.succeed("frozen" as const))
      )
    : Effect.succeed(state)

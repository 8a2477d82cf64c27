import { Effect, Option } from "effect"
import { Actors } from "../../../../ports/platform/Actors.ts"
import { type Permission, rightsOf } from "../../../shared/Permission.ts"
import type { Subscription } from "../model/index.ts"

/** What who vouches for a webhook may do now: nothing once that person is disabled, or that key is gone. */
export const rightsBehind = Effect.fnUntraced(function* ({ vouchedBy }: Pick<Subscription, "vouchedBy">) {
  const { standing } = yield* Actors
  const actor = vouchedBy === null ? Option.none() : yield* standing(vouchedBy)
  return Option.match(actor, {
    onNone: (): ReadonlySet<Permission> => new Set(),
    onSome: ({ role, scopes }) => rightsOf(role, scopes)
  })
})

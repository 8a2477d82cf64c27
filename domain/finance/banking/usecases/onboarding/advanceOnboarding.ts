import { Effect } from "effect"
import { Onboardings } from "../../../../../ports/finance/Onboardings.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { type Onboarding, sameOnboarding } from "../../model/index.ts"

/** Writes an onboarding that is held as it is by now, and tells of it, where something has changed. */
export const advanceOnboarding = Effect.fnUntraced(function* (before: Onboarding, after: Onboarding) {
  if (sameOnboarding(before, after)) return
  const { save } = yield* Onboardings
  const { publish } = yield* Events
  const { id, missing, reason, state } = yield* save(after)
  yield* publish({
    type: `banking.onboarding.${before.state === state ? "changed" : state}`,
    entityId: id,
    payload: { missing: missing.length, ...(reason === null ? {} : { code: reason.code }) }
  })
})

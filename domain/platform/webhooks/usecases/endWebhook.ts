import { Effect } from "effect"
import { Events } from "../../../../ports/platform/Events.ts"
import { WebhookSubscriptions } from "../../../../ports/platform/WebhookSubscriptions.ts"
import type { DisabledReason, SubscriptionId } from "../model/index.ts"

/** Disables a webhook for a reason that no person gave, in the running unit; nothing happens to one that is disabled. */
export const endWebhook = Effect.fnUntraced(function* (
  id: SubscriptionId,
  reason: Exclude<DisabledReason, "by-hand">
) {
  const { change, find } = yield* WebhookSubscriptions
  const events = yield* Events
  yield* Effect.gen(function* () {
    const { state, version } = yield* find(id)
    if (state === "disabled") return
    yield* change(id, version, { disabledReason: reason })
    yield* events.publish({ type: "webhooks.subscription.disabled", entityId: id, payload: { reason } })
  }).pipe(Effect.catchTag(["NotFound", "VersionConflict"], () => Effect.void))
})

import { Effect, Option } from "effect"
import { Notifications } from "../../../../ports/finance/Notifications.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { IllegalTransition } from "../../../shared/errors.ts"
import type { NotificationId, NotificationRange } from "../model/index.ts"

/** Puts one notification that has ended back in the line, to be worked at again. */
export const replayNotification = Effect.fn("notifications.replay")(function* (id: NotificationId) {
  const { write } = yield* UnitOfWork
  const notifications = yield* Notifications
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const replayed = yield* notifications.replay(id)
      if (Option.isNone(replayed)) {
        const { state } = yield* notifications.byId(id)
        return yield* new IllegalTransition({
          entity: "Notification",
          id,
          from: state,
          attempted: "received",
          allowed: ["processed", "ignored", "retrying", "dead"]
        })
      }
      yield* events.publish({
        type: "providers.notification.replayed",
        entityId: id,
        payload: { type: replayed.value.type }
      })
      return replayed.value
    })
  )
})

/** The most that one request puts back. */
const most = 1000

/** Puts those of a range back in the line, the oldest first; `more` when it holds more than one request takes. */
export const replayRange = Effect.fn("notifications.replayRange")(function* (range: NotificationRange) {
  const { write } = yield* UnitOfWork
  const notifications = yield* Notifications
  const replayed = yield* write(notifications.replayRange(range, most))
  return { replayed, more: replayed === most }
})

import { Effect } from "effect"
import type { NotificationApplier } from "./NotificationApplier.ts"

/**
 * One applier of several that follow the same kind of thing: each is asked in turn, and the first that has something to
 * do with it does it. When none has, the last one's reason stands.
 */
export const appliedByFirst = <First, Then>(
  first: NotificationApplier<First>,
  then: NotificationApplier<Then>
): NotificationApplier<First | Then> => ({
  concern: first.concern,
  read: (concern, connection, notification) =>
    Effect.gen(function* () {
      const came = yield* first.read(concern, connection, notification)
      return came._tag === "Apply" ? came : yield* then.read(concern, connection, notification)
    })
})

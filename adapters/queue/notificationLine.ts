import { Effect } from "effect"
import { Singleton } from "effect/cluster"
import { requestProcessing, requestScan } from "../../domain/finance/notifications/usecases/index.ts"
import { NotificationLine } from "../../ports/finance/NotificationLine.ts"
import { everAgain } from "./everAgain.ts"
import { forEachCompany } from "./forEachCompany.ts"

/**
 * Unloads the inbox and asks for a job in each company whose providers have notified something, and for the search of what never came: one of
 * the workers does it for all.
 */
export const notificationLineLayer = Singleton.make(
  "notifications/line",
  Effect.gen(function* () {
    const line = yield* NotificationLine
    const unload = Effect.repeat(line.unload, { while: (more) => more })
    const process = Effect.flatMap(Effect.andThen(unload, line.due), (due) =>
      forEachCompany(due, told, ({ connectionId }) => requestProcessing(connectionId))
    )
    const scan = Effect.flatMap(line.takeScans(100), (due) =>
      forEachCompany(due, told, ({ connectionId }) => requestScan(connectionId))
    )
    yield* Effect.all([everAgain("250 millis", process), everAgain("1 minute", scan)], {
      concurrency: "unbounded",
      discard: true
    })
  })
)

const told = {
  requestId: "notifications-line",
  failed: "The notifications of a company could not be worked at"
}

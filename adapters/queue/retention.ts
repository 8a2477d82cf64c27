import { Duration, Effect } from "effect"
import { Singleton } from "effect/cluster"
import { type JobsKept, Retention } from "../../ports/platform/Retention.ts"
import { RetentionLine } from "../../ports/platform/RetentionLine.ts"
import { everAgain } from "./everAgain.ts"
import { forEachCompany } from "./forEachCompany.ts"

/** How long technical rows are kept. */
export interface Kept {
  readonly jobs: JobsKept
  readonly events: Duration.Duration
  readonly deliveries: Duration.Duration
  readonly notificationBodies: Duration.Duration
  readonly processes: Duration.Duration
}

/** Forgets what is older than `kept`, in each company once a day: one of the workers does it for all. */
export const retentionLayer = (kept: Kept) =>
  Singleton.make("retention", Effect.asVoid(everAgain("1 minute", retentionRound(kept))))

/** One round: at most a hundred companies, in short units. A company whose round fails is tried again in the next. */
export const retentionRound = Effect.fn("retention.round")(function* (kept: Kept) {
  const line = yield* RetentionLine
  yield* forEachCompany(
    yield* line.due(Duration.days(1), 100),
    { requestId: "retention", failed: "A company's old rows were not forgotten" },
    (company) => Effect.andThen(forget(kept), line.looked(company))
  )
})

const batch = 500

const forget = Effect.fnUntraced(function* (kept: Kept) {
  const { forgetDeliveries, forgetEvents, forgetJobs, forgetNotificationBodies, forgetProcesses } =
    yield* Retention
  const untilFewer = { while: (forgotten: number) => forgotten === batch }
  yield* Effect.repeat(forgetJobs(kept.jobs, batch), untilFewer)
  yield* Effect.repeat(forgetEvents(kept.events, batch), untilFewer)
  yield* Effect.repeat(forgetDeliveries(kept.deliveries, batch), untilFewer)
  yield* Effect.repeat(forgetNotificationBodies(kept.notificationBodies, batch), untilFewer)
  yield* Effect.repeat(forgetProcesses(kept.processes, batch), untilFewer)
})

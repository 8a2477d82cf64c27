import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"

const Id = Schema.String.annotate({ examples: ["019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a51"] })

/** There are no new subscriptions of this plan. */
export class PlanNotOffered extends Schema.TaggedError<PlanNotOffered>()(
  "PlanNotOffered",
  { planId: Id },
  { httpApiStatus: 409 }
) {}

/** A subscription begins today or later: nothing is charged for days that have passed. */
export class StartInThePast extends Schema.TaggedError<StartInThePast>()(
  "StartInThePast",
  { startOn: LocalDate, today: LocalDate },
  { httpApiStatus: 422 }
) {}

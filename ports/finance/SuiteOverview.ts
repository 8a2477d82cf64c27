import { Context, type DateTime, type Effect } from "effect"
import type { SuiteDashboard } from "../../domain/finance/suite/model/index.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** What stands open in the company's suite. */
export class SuiteOverview extends Context.Service<
  SuiteOverview,
  {
    /** Lists of at most `limit`, oldest first; `since`: what has not moved after it is stuck. */
    readonly read: (
      since: DateTime.Utc,
      limit: number
    ) => Effect.Effect<
      Pick<
        SuiteDashboard,
        "deadNotifications" | "failing" | "open" | "stuck" | "unknownIntents" | "waitingForPeople"
      >,
      never,
      TenantScope
    >
  }
>()("azals/ports/finance/SuiteOverview") {}

import { Context, type Effect, type Option } from "effect"
import type { EntryId } from "../../domain/finance/accounting/model/index.ts"
import type {
  Break,
  ClearingLine,
  ConservationAlert,
  ConservationAlertId
} from "../../domain/finance/suite/model/index.ts"
import type { ProcessId } from "../../domain/platform/processes/model/index.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** What processes have left on the clearing accounts of the company, and the alerts about it. */
export class Conservation extends Context.Service<
  Conservation,
  {
    /** The clearing lines of these entries and of those that reverse them, with what is open of each. */
    readonly linesOf: (
      entryIds: ReadonlyArray<EntryId>
    ) => Effect.Effect<ReadonlyArray<ClearingLine>, never, TenantScope>
    /** Raises the alert of a process, or tells it anew; true when none was raised before. */
    readonly raise: (
      id: ConservationAlertId,
      processId: ProcessId,
      broken: Break
    ) => Effect.Effect<boolean, never, TenantScope>
    /** Clears the alert of a process; true when there was one. */
    readonly clear: (processId: ProcessId) => Effect.Effect<boolean, never, TenantScope>
    /** Newest first. */
    readonly alerts: (wanted: {
      readonly open: boolean
      readonly after: Option.Option<ConservationAlertId>
      readonly limit: number
    }) => Effect.Effect<ReadonlyArray<ConservationAlert>, never, TenantScope>
  }
>()("azals/ports/finance/Conservation") {}

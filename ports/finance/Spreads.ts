import { Context, type Effect, type Option } from "effect"
import type {
  EntryId,
  Instalment,
  NewSpread,
  Spread,
  SpreadId,
  SpreadPlan,
  SpreadState
} from "../../domain/finance/accounting/model/index.ts"
import type { NotFound, VersionConflict } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** Amounts that go to the books little by little. */
export class Spreads extends Context.Service<
  Spreads,
  {
    readonly add: (
      id: SpreadId,
      spread: NewSpread,
      instalments: ReadonlyArray<Omit<Instalment, "state" | "entryId">>
    ) => Effect.Effect<SpreadPlan, never, TenantScope>
    readonly find: (id: SpreadId) => Effect.Effect<SpreadPlan, NotFound, TenantScope>
    /** The same, held until the unit ends: two units never post or cancel one spread at once. */
    readonly hold: (id: SpreadId) => Effect.Effect<SpreadPlan, NotFound, TenantScope>
    readonly list: (
      state: SpreadState | undefined,
      limit: number,
      after: Option.Option<SpreadId>
    ) => Effect.Effect<ReadonlyArray<Spread>, never, TenantScope>
    /** Notes the entries of instalments that were planned, and the state of the whole. */
    readonly settle: (
      id: SpreadId,
      entries: ReadonlyArray<{ readonly number: number; readonly entryId: EntryId }>,
      state: SpreadState
    ) => Effect.Effect<SpreadPlan, NotFound, TenantScope>
    /** Cancels the spread, if it still is at `version`, and its planned instalments. */
    readonly cancel: (
      id: SpreadId,
      version: number
    ) => Effect.Effect<SpreadPlan, NotFound | VersionConflict, TenantScope>
  }
>()("azals/ports/finance/Spreads") {}

import { Context, type Effect, type Option } from "effect"
import type {
  AccountCode,
  LetteredPart,
  Lettering,
  LetteringId,
  LineId,
  OpenLine
} from "../../domain/finance/accounting/model/index.ts"
import type { NotFound, VersionConflict } from "../../domain/shared/errors.ts"
import type { LocalDate } from "../../domain/shared/LocalDate.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

export interface OpenLineFilter {
  readonly account: AccountCode
  readonly party?: string | undefined
  readonly asOf?: LocalDate | undefined
}

/** Which lines settle each other. */
export class Letterings extends Context.Service<
  Letterings,
  {
    /** The lines with what is open of them; holds their accounts, so that two letterings never take the same line. */
    readonly openLines: (
      ids: ReadonlyArray<LineId>
    ) => Effect.Effect<ReadonlyArray<OpenLine>, NotFound, TenantScope>
    /** The lines of an account with something open at a date (today's books when absent), oldest first. */
    readonly listOpen: (
      filter: OpenLineFilter,
      limit: number,
      after: Option.Option<LineId>
    ) => Effect.Effect<ReadonlyArray<OpenLine>, never, TenantScope>
    readonly add: (lettering: {
      readonly id: LetteringId
      readonly account: AccountCode
      readonly party: string | null
      readonly state: "full" | "partial"
      readonly letteredOn: LocalDate
      readonly parts: ReadonlyArray<LetteredPart>
    }) => Effect.Effect<Lettering, never, TenantScope>
    readonly find: (id: LetteringId) => Effect.Effect<Lettering, NotFound, TenantScope>
    /** Those in force that have any of the lines, held until the unit ends. */
    readonly holding: (
      ids: ReadonlyArray<LineId>
    ) => Effect.Effect<ReadonlyArray<Lettering>, never, TenantScope>
    readonly list: (
      account: AccountCode | undefined,
      limit: number,
      after: Option.Option<LetteringId>
    ) => Effect.Effect<ReadonlyArray<Lettering>, never, TenantScope>
    readonly cancel: (
      id: LetteringId,
      version: number,
      on: LocalDate
    ) => Effect.Effect<Lettering, NotFound | VersionConflict, TenantScope>
  }
>()("azals/ports/finance/Letterings") {}

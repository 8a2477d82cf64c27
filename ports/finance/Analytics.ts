import { Context, type Effect, type Option } from "effect"
import type {
  Axis,
  AxisChange,
  AxisId,
  NewAxis,
  NewSection,
  Section,
  SectionAmount,
  SectionChange,
  SectionId,
  SectionSpan
} from "../../domain/finance/accounting/model/index.ts"
import type { AlreadyExists, NotFound, VersionConflict } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** Where a list of amounts by section goes on. */
export interface SectionCursor {
  readonly account: string
  readonly section: string | null
}

/** The movements of an account in a section; both `section` and its label null: in none. */
export interface SectionMovement extends Omit<SectionAmount, "label"> {
  readonly label: string | null
}

/** The company's ways of cutting its books. */
export class Analytics extends Context.Service<
  Analytics,
  {
    readonly addAxis: (axis: NewAxis) => Effect.Effect<Axis, AlreadyExists, TenantScope>
    readonly axes: Effect.Effect<ReadonlyArray<Axis>, never, TenantScope>
    readonly changeAxis: (
      id: AxisId,
      version: number,
      change: AxisChange
    ) => Effect.Effect<Axis, NotFound | VersionConflict, TenantScope>
    readonly addSection: (
      axis: AxisId,
      section: NewSection
    ) => Effect.Effect<Section, AlreadyExists | NotFound, TenantScope>
    readonly sections: (
      axis: AxisId,
      limit: number,
      after: Option.Option<string>
    ) => Effect.Effect<ReadonlyArray<Section>, NotFound, TenantScope>
    readonly changeSection: (
      id: SectionId,
      version: number,
      change: SectionChange
    ) => Effect.Effect<Section, NotFound | VersionConflict, TenantScope>
    /** Movements of the accounts that have a section of the axis in that time, or need one; NotFound: no such axis. */
    readonly bySection: (
      span: SectionSpan,
      limit: number,
      after: Option.Option<SectionCursor>
    ) => Effect.Effect<ReadonlyArray<SectionMovement>, NotFound, TenantScope>
  }
>()("azals/ports/finance/Analytics") {}

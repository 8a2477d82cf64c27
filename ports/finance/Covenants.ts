import { Context, type Effect, type Option } from "effect"
import type {
  Covenant,
  CovenantId,
  CovenantTest,
  CovenantTestId,
  LoanId,
  NewCovenant,
  Waiver
} from "../../domain/finance/financing/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { LocalDate } from "../../domain/shared/LocalDate.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** The covenants of the company's loans, and what they were measured with. */
export class Covenants extends Context.Service<
  Covenants,
  {
    readonly add: (
      id: CovenantId,
      loanId: LoanId,
      covenant: NewCovenant
    ) => Effect.Effect<Covenant, never, TenantScope>
    /** With `hold`, no other unit changes or tests it until this one ends. */
    readonly covenant: (id: CovenantId, hold?: "hold") => Effect.Effect<Covenant, NotFound, TenantScope>
    readonly covenants: (
      loanId: LoanId,
      after: Option.Option<CovenantId>,
      limit: number
    ) => Effect.Effect<ReadonlyArray<Covenant>, never, TenantScope>
    readonly end: (id: CovenantId, on: LocalDate) => Effect.Effect<Covenant, NotFound, TenantScope>
    readonly addTest: (
      test: Omit<CovenantTest, "createdAt" | "waiver">
    ) => Effect.Effect<CovenantTest, never, TenantScope>
    readonly test: (id: CovenantTestId) => Effect.Effect<CovenantTest, NotFound, TenantScope>
    /** Every test of a covenant, in the order in which they were made. */
    readonly tests: (id: CovenantId) => Effect.Effect<ReadonlyArray<CovenantTest>, never, TenantScope>
    /** A page of the same. */
    readonly testsAfter: (
      id: CovenantId,
      after: Option.Option<CovenantTestId>,
      limit: number
    ) => Effect.Effect<ReadonlyArray<CovenantTest>, never, TenantScope>
    readonly waive: (id: CovenantTestId, waiver: Waiver) => Effect.Effect<CovenantTest, NotFound, TenantScope>
    /** Notes that somebody is told of a test day; false where it was noted before. */
    readonly note: (
      id: CovenantId,
      on: LocalDate,
      what: "breach-ahead" | "test-ahead"
    ) => Effect.Effect<boolean, never, TenantScope>
  }
>()("azals/ports/finance/Covenants") {}

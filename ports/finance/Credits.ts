import { Context, type DateTime, type Effect, type Option } from "effect"
import type {
  CreditApplication,
  CreditApplicationId,
  CreditApplicationState,
  Loan,
  LoanId,
  LoanMovement,
  LoanMovementId,
  NewCreditApplication
} from "../../domain/finance/financing/model/index.ts"
import type { ConnectionId } from "../../domain/finance/providers/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { LocalDate } from "../../domain/shared/LocalDate.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"
import type { Wanted } from "./Financings.ts"

export type CreditChange = Pick<
  CreditApplication,
  "granted" | "loanReference" | "reason" | "reference" | "state" | "word"
>

/** A loan, and what happened to it up to a day, oldest first. */
export interface DrawnLoan {
  readonly loan: Loan
  readonly movements: ReadonlyArray<LoanMovement>
}

/** The company's applications for loans, and its loans. */
export class Credits extends Context.Service<
  Credits,
  {
    readonly addApplication: (
      id: CreditApplicationId,
      application: Omit<NewCreditApplication, "consents">,
      consentedAt: DateTime.Utc
    ) => Effect.Effect<CreditApplication, never, TenantScope>
    /** With `hold`, no other unit changes it until this one ends. */
    readonly application: (
      id: CreditApplicationId,
      hold?: "hold"
    ) => Effect.Effect<CreditApplication, NotFound, TenantScope>
    readonly applications: (
      wanted: Wanted<CreditApplicationId, CreditApplicationState>
    ) => Effect.Effect<ReadonlyArray<CreditApplication>, never, TenantScope>
    /** The application that the lender of this connection calls so, or whose loan it does. */
    readonly applicationCalled: (
      connectionId: ConnectionId,
      reference: string
    ) => Effect.Effect<Option.Option<CreditApplication>, never, TenantScope>
    /** What the lender of a connection may still change, the oldest first, 500 at most. */
    readonly living: (
      connectionId: ConnectionId
    ) => Effect.Effect<ReadonlyArray<CreditApplication>, never, TenantScope>
    readonly setApplication: (
      id: CreditApplicationId,
      change: CreditChange
    ) => Effect.Effect<CreditApplication, NotFound, TenantScope>
    readonly addLoan: (loan: Omit<Loan, "createdAt">) => Effect.Effect<Loan, never, TenantScope>
    readonly loan: (id: LoanId) => Effect.Effect<Loan, NotFound, TenantScope>
    readonly loans: (
      after: Option.Option<LoanId>,
      limit: number
    ) => Effect.Effect<ReadonlyArray<Loan>, never, TenantScope>
    /** Every loan to which something had happened at the end of a day, oldest first. */
    readonly drawnUpTo: (on: LocalDate) => Effect.Effect<ReadonlyArray<DrawnLoan>, never, TenantScope>
    readonly addMovement: (
      movement: Omit<LoanMovement, "createdAt" | "obstacle">
    ) => Effect.Effect<LoanMovement, never, TenantScope>
    readonly movement: (id: LoanMovementId) => Effect.Effect<LoanMovement, NotFound, TenantScope>
    /** All that happened to a loan, oldest first. */
    readonly movements: (loanId: LoanId) => Effect.Effect<ReadonlyArray<LoanMovement>, never, TenantScope>
    /** A page of the same. */
    readonly movementsAfter: (
      loanId: LoanId,
      after: Option.Option<LoanMovementId>,
      limit: number
    ) => Effect.Effect<ReadonlyArray<LoanMovement>, never, TenantScope>
    /** What is posted stays posted. */
    readonly setPosting: (
      id: LoanMovementId,
      posting: LoanMovement["posting"],
      obstacle: string | null
    ) => Effect.Effect<void, never, TenantScope>
  }
>()("azals/ports/finance/Credits") {}

import { DateTime, Schema } from "effect"
import { Instant } from "../../../../shared/Instant.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, Money } from "../../../../shared/Money.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { LoanId } from "./Loan.ts"

export const LoanMovementId = Uuid.pipe(Schema.brand("LoanMovementId"))
export type LoanMovementId = typeof LoanMovementId.Type

/**
 * `disbursement`: the money came. `instalment`: a due date was paid. `repayment`: principal was repaid early, with the
 * interest to that day. `accrual`: interest run and not due, for a closing.
 */
export const LoanMovementKind = Schema.Literals(["disbursement", "instalment", "repayment", "accrual"])
export type LoanMovementKind = typeof LoanMovementKind.Type

/**
 * Something that happened to a loan, never changed. One that reverses another has its negative amounts. `waiting`: it is
 * not in the books yet, `obstacle` says why. `none`: nothing of it belongs there.
 */
export const LoanMovement = Schema.Struct({
  id: LoanMovementId,
  loanId: LoanId,
  kind: LoanMovementKind,
  on: LocalDate,
  dueOn: Schema.NullOr(LocalDate).annotate({ description: "The due date that an instalment pays" }),
  principal: Money,
  interest: Money,
  reverses: Schema.NullOr(LoanMovementId),
  posting: Schema.Literals(["waiting", "posted", "none"]),
  obstacle: Schema.NullOr(Schema.String).annotate({
    description: "Why it is not in the books yet: the type of the problem that posting it would give",
    examples: ["NoPostingRule"]
  }),
  createdAt: Instant
}).annotate({
  identifier: "LoanMovement",
  examples: [
    {
      id: LoanMovementId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a71"),
      loanId: LoanId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a61"),
      kind: "instalment",
      on: LocalDate.make("2026-02-16"),
      dueOn: LocalDate.make("2026-02-15"),
      principal: { minor: 96_017n, currency: EUR },
      interest: { minor: 8_500n, currency: EUR },
      reverses: null,
      posting: "posted",
      obstacle: null,
      createdAt: DateTime.makeUnsafe("2026-02-16T08:00:00Z")
    }
  ]
})
export type LoanMovement = typeof LoanMovement.Type

/** Those that nothing reverses, oldest first, without the reversals themselves. */
export const standingMovements = (all: ReadonlyArray<LoanMovement>): ReadonlyArray<LoanMovement> => {
  const reversed = new Set(all.map(({ reverses }) => reverses))
  return all.filter(({ id, reverses }) => reverses === null && !reversed.has(id))
}

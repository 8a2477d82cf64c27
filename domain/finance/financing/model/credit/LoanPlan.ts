import { Result, Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, Money, money } from "../../../../shared/Money.ts"
import {
  LoanInstalment,
  type LoanNotRepayable,
  type LoanSchedule,
  type RepaymentRefused
} from "../loan/LoanSchedule.ts"
import { repayEarly } from "../loan/repayEarly.ts"
import { scheduleOf } from "../loan/scheduleOf.ts"
import type { Loan } from "./Loan.ts"
import { type LoanMovement, standingMovements } from "./LoanMovement.ts"

/** A due date, and the day on which it was paid. */
export const PlannedInstalment = Schema.Struct({
  ...LoanInstalment.fields,
  paidOn: Schema.NullOr(LocalDate)
}).annotate({ identifier: "PlannedInstalment" })

/**
 * The schedule of a loan as it stands: its due dates, anew after each early repayment, and which of them were paid.
 * `late`: a due date has passed unpaid.
 */
export const LoanPlan = Schema.Struct({
  state: Schema.Literals(["active", "late", "repaid"]),
  outstanding: Money.annotate({ examples: [{ minor: 1_103_983n, currency: EUR }] }),
  nextDueOn: Schema.NullOr(LocalDate),
  instalments: Schema.Array(PlannedInstalment)
}).annotate({ identifier: "LoanPlan" })
export type LoanPlan = typeof LoanPlan.Type

type Instalment = LoanPlan["instalments"][number]

/** What follows from a loan and its movements. `left` runs from the last early repayment; null after a full one. */
export interface LoanStanding {
  readonly instalments: ReadonlyArray<Instalment>
  readonly left: LoanSchedule | null
  readonly outstanding: Money
  readonly next: Instalment | undefined
}

/** Where a loan stands: due dates before an early repayment stay, those after it are those of the new schedule. */
export const standingOf = (
  { terms }: Loan,
  movements: ReadonlyArray<LoanMovement>
): Result.Result<LoanStanding, LoanNotRepayable | RepaymentRefused> =>
  Result.flatMap(scheduleOf(terms), (first) => {
    const live = standingMovements(movements)
    const paid = new Map(live.flatMap(({ dueOn, on }) => (dueOn === null ? [] : [[dueOn, on] as const])))
    const lines: Array<LoanInstalment> = []
    let left: LoanSchedule | null = first
    for (const { on, principal } of repaymentsIn(live)) {
      if (left === null) break
      const early = repayEarly(left, on, principal)
      if (Result.isFailure(early)) return Result.fail(early.failure)
      lines.push(...left.instalments.filter(({ dueOn }) => dueOn <= on))
      left = early.success.schedule
    }
    lines.push(...(left?.instalments ?? []))
    const instalments = lines.map((line, at) => ({
      ...line,
      number: at + 1,
      paidOn: paid.get(line.dueOn) ?? null
    }))
    const repaid = live.reduce(
      (sum, { kind, principal }) => sum + (kind === "disbursement" ? 0n : principal.minor),
      0n
    )
    return Result.succeed({
      instalments,
      left,
      outstanding: money(terms.principal.minor - repaid, terms.principal.currency),
      next: instalments.find(({ paidOn }) => paidOn === null)
    })
  })

const repaymentsIn = (live: ReadonlyArray<LoanMovement>) =>
  live
    .filter(({ kind }) => kind === "repayment")
    .toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : one.id < other.id ? -1 : 1))

/** The same for a reader, on a day. */
export const planOf = ({ instalments, next, outstanding }: LoanStanding, today: LocalDate): LoanPlan => {
  const nextDueOn = next?.dueOn ?? null
  const late = nextDueOn !== null && nextDueOn < today
  return {
    state: outstanding.minor === 0n ? "repaid" : late ? "late" : "active",
    outstanding,
    nextDueOn,
    instalments
  }
}

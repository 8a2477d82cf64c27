import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, Money, MoneySum } from "../../../../shared/Money.ts"
import { LoanTerms } from "./LoanTerms.ts"

/** One due date. `residue`: what rounding left to the last one, and is in its payment. */
export const LoanInstalment = Schema.Struct({
  number: Schema.Int,
  dueOn: LocalDate,
  days: Schema.Int.annotate({ description: "Days since the date before, as the convention counts them" }),
  interest: MoneySum,
  principal: Money,
  payment: MoneySum,
  residue: Money,
  outstanding: Money.annotate({ description: "What is still to be repaid after it" })
}).annotate({
  identifier: "LoanInstalment",
  examples: [
    {
      number: 1,
      dueOn: LocalDate.make("2026-02-15"),
      days: 30,
      interest: { minor: 4_250n, currency: EUR },
      principal: { minor: 98_068n, currency: EUR },
      payment: { minor: 102_318n, currency: EUR },
      residue: { minor: 0n, currency: EUR },
      outstanding: { minor: 1_101_932n, currency: EUR }
    }
  ]
})
export type LoanInstalment = typeof LoanInstalment.Type

/** All due dates of a loan: their principal adds up to what was lent, to the cent. */
export const LoanSchedule = Schema.Struct({
  terms: LoanTerms,
  instalments: Schema.Array(LoanInstalment),
  totalInterest: MoneySum,
  totalPaid: MoneySum
}).annotate({ identifier: "LoanSchedule" })
export type LoanSchedule = typeof LoanSchedule.Type

/** No schedule: some instalment would repay nothing, or the interest of a period is more than an instalment. */
export class LoanNotRepayable extends Schema.TaggedError<LoanNotRepayable>()(
  "LoanNotRepayable",
  {
    instalment: Schema.Int.annotate({ examples: [1] }),
    instalments: Schema.Int.annotate({ examples: [600] })
  },
  { httpApiStatus: 422 }
) {}

/** The date is outside the life of the loan, or the amount is not between zero and what is owed. */
export class RepaymentRefused extends Schema.TaggedError<RepaymentRefused>()(
  "RepaymentRefused",
  {
    from: LocalDate,
    to: LocalDate,
    outstanding: Money
  },
  { httpApiStatus: 422 }
) {}

import { DateTime, Schema } from "effect"
import { Instant } from "../../../../shared/Instant.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR } from "../../../../shared/Money.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { LoanTerms } from "../loan/LoanTerms.ts"
import { CreditApplicationId } from "./CreditApplication.ts"

export const LoanId = Uuid.pipe(Schema.brand("LoanId"))
export type LoanId = typeof LoanId.Type

/** A loan that was paid out to the company. Its terms are those it was drawn with; its schedule follows from them. */
export const Loan = Schema.Struct({
  id: LoanId,
  creditApplicationId: CreditApplicationId,
  terms: LoanTerms,
  createdAt: Instant
}).annotate({
  identifier: "Loan",
  examples: [
    {
      id: LoanId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a61"),
      creditApplicationId: CreditApplicationId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a51"),
      terms: {
        principal: { minor: 2_400_000n, currency: EUR },
        yearlyRate: "0.0425",
        method: "constant_annuity",
        dayCount: "thirty_360",
        drawnOn: LocalDate.make("2026-01-15"),
        firstDueOn: LocalDate.make("2026-02-15"),
        instalments: 24,
        everyMonths: 1
      },
      createdAt: DateTime.makeUnsafe("2026-01-15T14:05:00Z")
    }
  ]
})
export type Loan = typeof Loan.Type

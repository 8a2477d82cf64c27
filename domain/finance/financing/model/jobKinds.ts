import { Schema } from "effect"
import { jobKind } from "../../../platform/jobs/model/index.ts"
import { ConnectionId } from "../../providers/model/index.ts"
import { AdvanceId } from "./Advance.ts"
import { CompanyIdentity } from "./Company.ts"
import { CreditApplicationId } from "./credit/CreditApplication.ts"
import { LenderReference } from "./credit/CreditFile.ts"
import { LoanId } from "./credit/Loan.ts"
import { CovenantId } from "./covenant/Covenant.ts"

/** A question to a financer; its answer is the result of the job. */
export const FinancingQuestion = Schema.Union([
  Schema.TaggedStruct("Eligibility", {
    company: CompanyIdentity,
    as: Schema.Literals(["borrower", "buyer"])
  }),
  Schema.TaggedStruct("Borrower", { company: CompanyIdentity }),
  Schema.TaggedStruct("Lines", { company: CompanyIdentity }),
  Schema.TaggedStruct("Counterparty", { company: CompanyIdentity })
]).annotate({
  identifier: "FinancingQuestion",
  examples: [
    {
      _tag: "Eligibility",
      company: { scheme: "siren", number: "732829320", name: "Menuiserie Lemaire" },
      as: "borrower"
    }
  ]
})
export type FinancingQuestion = typeof FinancingQuestion.Type

export const askFinancerKind = jobKind({
  name: "financing.ask",
  payload: Schema.Struct({ connectionId: ConnectionId, question: FinancingQuestion }),
  permissions: ["financing:read"],
  maxAttempts: 3
})

/** Reads an advance and its invoice again. */
export const refreshAdvanceKind = jobKind({
  name: "financing.refresh-advance",
  payload: Schema.Struct({ advanceId: AdvanceId }),
  permissions: ["financing:read"],
  maxAttempts: 5
})

/** Reads an application for a loan again at its lender. */
export const refreshCreditKind = jobKind({
  name: "credit.refresh",
  payload: Schema.Struct({ creditApplicationId: CreditApplicationId }),
  permissions: ["financing:read"],
  maxAttempts: 5
})

/** Looks at what a lender has under a reference, for an application whose answer was lost. */
export const locateCreditKind = jobKind({
  name: "credit.locate",
  payload: Schema.Struct({ creditApplicationId: CreditApplicationId, reference: LenderReference }),
  permissions: ["financing:write"],
  maxAttempts: 3
})

/** Posts the movements of a loan that are not in the books yet. */
export const postLoanKind = jobKind({
  name: "credit.post-loan",
  payload: Schema.Struct({ loanId: LoanId }),
  permissions: ["financing:write", "accounting:post"],
  maxAttempts: 5
})

/** Tells, once, of a covenant's next test, and that it would be breached on the books of today. */
export const foretellCovenantKind = jobKind({
  name: "credit.foretell-covenant",
  payload: Schema.Struct({ covenantId: CovenantId }),
  permissions: ["financing:read", "accounting:read"],
  maxAttempts: 5
})

/** Reads the financer's journal from where it ended last, and posts what it tells. */
export const syncFinancingKind = jobKind({
  name: "financing.sync-events",
  payload: Schema.Struct({ connectionId: ConnectionId }),
  permissions: ["financing:write", "accounting:post"],
  maxAttempts: 5
})

/** Reads again everything of a connection that its financer may still change, and then its journal. */
export const followFinancingKind = jobKind({
  name: "financing.follow",
  payload: Schema.Struct({ connectionId: ConnectionId }),
  permissions: ["financing:write", "accounting:post"],
  maxAttempts: 3
})

export {
  CreditApplication,
  CreditApplicationId,
  CreditApplicationState,
  creditTransitions,
  NewCreditApplication
} from "./CreditApplication.ts"
export { CreditFile, type CreditFileRead, type CreditOrder } from "./CreditFile.ts"
export { applyForCreditKind, makeLoanKind, payOutLoanKind } from "./creditIntents.ts"
export { creditVersion } from "./creditVersion.ts"
export { Loan, LoanId } from "./Loan.ts"
export { termsOf } from "./termsOf.ts"

export {
  CreditApplication,
  CreditApplicationId,
  CreditApplicationState,
  creditTransitions,
  NewCreditApplication
} from "./CreditApplication.ts"
export { CreditFile, type CreditFileRead, type CreditOrder, LenderReference } from "./CreditFile.ts"
export { GrantedTerms } from "./GrantedTerms.ts"
export { applyForCreditKind, makeLoanKind, payOutLoanKind } from "./creditIntents.ts"
export { creditVersion } from "./creditVersion.ts"
export { checkDebt, DebtLedger, DebtMaturities } from "./DebtMaturities.ts"
export { borrowedOn, debtOn, DebtSums, debtSums, LoanDebt, sumsOf } from "./debtsByMaturity.ts"
export { Loan, LoanId } from "./Loan.ts"
export {
  AlreadyAccrued,
  InstalmentNotNext,
  LoanDayInFuture,
  LoanDayOutOfOrder,
  MovementNotReversible
} from "./errors.ts"
export { LoanMovement, LoanMovementId, standingMovements } from "./LoanMovement.ts"
export { LoanPlan, type LoanStanding, planOf, standingOf } from "./LoanPlan.ts"
export { loanPosting } from "./loanPosting.ts"
export { grantedOr, termsOf } from "./termsOf.ts"

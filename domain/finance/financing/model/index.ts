export { CompanyIdentity } from "./Company.ts"
export { Reason } from "./Reason.ts"
export type {
  AdvanceOrder,
  AdvanceRead,
  Borrower,
  Counterparty,
  Eligibility,
  FinancingEvent,
  FinancingEventsWanted,
  FinancingLine,
  InvoiceRead,
  InvoiceToFinance
} from "./InvoiceFinancing.ts"
export {
  FinancedInvoice,
  FinancedInvoiceId,
  FinancedInvoiceState,
  financedInvoiceTransitions,
  InvoiceCorrection,
  KeptInvoice,
  NewFinancedInvoice,
  PresentedInvoice,
  StatedInvoice
} from "./FinancedInvoice.ts"
export {
  Advance,
  AdvanceAtFinancer,
  AdvanceId,
  AdvanceState,
  advanceTransitions,
  NewAdvance
} from "./Advance.ts"
export {
  AdvanceTooLarge,
  InvoiceAlreadyFinanced,
  InvoiceAlreadyPresented,
  InvoiceNotReady,
  UnknownCustomer
} from "./errors.ts"
export {
  type AdvanceDecision,
  correctInvoiceKind,
  decideAdvanceKind,
  enrolBorrowerKind,
  presentInvoiceKind,
  requestAdvanceKind,
  withdrawInvoiceKind
} from "./financingIntents.ts"
export {
  askFinancerKind,
  FinancingQuestion,
  followFinancingKind,
  foretellCovenantKind,
  locateCreditKind,
  postLoanKind,
  refreshAdvanceKind,
  refreshCreditKind,
  syncFinancingKind
} from "./jobKinds.ts"
export { InvoiceDraft, InvoiceDraftContent, InvoiceDraftId, readyInvoice } from "./InvoiceDraft.ts"
export { JournalEvent, JournalEventId } from "./JournalEvent.ts"
export { advanceVersion, invoiceVersion } from "./versions.ts"
export { isDisbursement, isPosted, lacksAmount, postingsOf } from "./postingsOf.ts"
export * from "./loan/index.ts"
export * from "./credit/index.ts"
export * from "./overdraft/index.ts"
export * from "./covenant/index.ts"
export { movedBy } from "./movedBy.ts"

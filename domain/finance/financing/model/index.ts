export type { CreditApplication, CreditFile } from "./Credit.ts"
export type {
  Advance,
  AdvanceOrder,
  Borrower,
  CompanyIdentity,
  Eligibility,
  FinancingEvent,
  FinancingEventsWanted,
  FinancingLine,
  InvoiceToFinance,
  PresentedInvoice
} from "./InvoiceFinancing.ts"
export * from "./loan/index.ts"

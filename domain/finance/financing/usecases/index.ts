export { decideAdvancePerformer, requestAdvancePerformer } from "./advancePerformers.ts"
export { applyAdvance } from "./applyAdvance.ts"
export { applyFinancedInvoice } from "./applyFinancedInvoice.ts"
export { applyFinancingPayment } from "./applyFinancingPayment.ts"
export { askFinancer, requestFinancerAnswer } from "./askFinancer.ts"
export { correctInvoice } from "./correctInvoice.ts"
export { decideAdvance } from "./decideAdvance.ts"
export { enrolBorrower, enrolBorrowerPerformer } from "./enrolBorrower.ts"
export { followFinancing } from "./followFinancing.ts"
export {
  correctInvoicePerformer,
  presentInvoicePerformer,
  withdrawInvoicePerformer
} from "./invoicePerformers.ts"
export { namedCustomer } from "./namedCustomer.ts"
export { addInvoiceDraft, changeInvoiceDraft, submitInvoiceDraft } from "./invoiceDrafts.ts"
export { keepInvoiceDocument, presentInvoice, presentKeptInvoice } from "./presentInvoice.ts"
export { refreshAdvance, requestRefresh } from "./refreshAdvance.ts"
export { requestAdvance } from "./requestAdvance.ts"
export { requestSync, syncFinancing } from "./syncFinancing.ts"
export { withdrawInvoice } from "./withdrawInvoice.ts"
export * from "./credit/index.ts"
export * from "./overdraft/index.ts"
export * from "./covenant/index.ts"

import { worded } from "../../domain/shared/Worded.ts"

/** Defacto's words for states, in ours. A word that is not here is kept as it is. */
export const borrowerState = worded({
  TO_SIGN: "to-sign",
  SIGNED: "signed",
  SDD_SETUP: "setting-up",
  ALL_PAYMENT_SETUP: "setting-up",
  READY: "ready",
  BLOCKED: "blocked",
  PROHIBITED: "blocked",
  DEACTIVATED: "closed"
} as const)

export const lineState = worded({
  CREATED: "waiting",
  TO_SIGN: "to-sign",
  PENDING_USER_ACTION: "waiting",
  READY: "ready",
  BLOCKED: "blocked",
  CUT: "blocked",
  CHURN: "closed",
  CLOSED_BY_USER: "closed",
  DEACTIVATED: "closed",
  PRODUCT_DISCONTINUED: "closed"
} as const)

export const invoiceState = worded({
  TO_SUBMIT: "to-complete",
  TO_EDIT: "to-complete",
  SUBMITTED: "submitted",
  VERIFIED: "verified",
  DECLINED: "declined",
  DELETED: "withdrawn",
  PAID: "paid"
} as const)

export const loanState = worded({
  INITIATED: "in-review",
  SUBMITTED: "in-review",
  PENDING_VALIDATION: "in-review",
  TO_VALIDATE: "to-validate",
  VALIDATED: "validated",
  SCHEDULED: "scheduled",
  TO_REPAY: "paid-out",
  TO_REPAY_FEES: "fees-due",
  CLOSED: "repaid",
  DECLINED: "declined",
  CANCELED: "cancelled",
  DELETED: "cancelled",
  ISSUE_DETECTED: "in-trouble"
} as const)

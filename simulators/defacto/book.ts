/** What one API key sees of the simulated financer. Amounts are integer cents, dates ISO 8601. */
export interface Book {
  /** How far its clock, which runs, is ahead of the real one, in milliseconds. */
  ahead: number
  readonly borrowers: Map<string, Borrower>
  readonly invoices: Map<string, Invoice>
  readonly loans: Map<string, Loan>
  readonly events: Array<LedgerEvent>
  readonly notEligible: Set<string>
  /** Numbers of invoices that the next verification sends back to be corrected, once. */
  readonly toEdit: Set<string>
  /** What happened and was not delivered yet, and the states in which things were when it was noted last. */
  readonly notifications: Array<Notification>
  readonly statesNoted: Map<string, string>
}

interface Identity {
  readonly identifier: string
  readonly identifier_type?: string | undefined
  readonly name?: string | undefined
}

export interface Borrower {
  readonly id: string
  readonly identifier: string
  status: string
  status_reason: string | null
}

export interface Invoice {
  readonly id: string
  status: string
  status_reason: string | null
  invoice_number: string
  buyer: Identity
  seller: Identity
  total_amount: number
  currency: string
  readonly loan_ids: Array<string>
}

export interface Loan {
  readonly id: string
  readonly salt_id: string | null
  readonly metadata: unknown
  status: string
  readonly amount: number
  readonly currency: string
  readonly invoice_ids: ReadonlyArray<string>
  readonly fees_estimated: number
  repaid_amount: number
  to_pay_at: string
  to_repay_at: string
  paid_at: string | null
  closed_at: string | null
  denial_reason: string | null
  readonly borrower_financial_product_id: string | null
  /** Where the money goes: it picks the scenario, as in the provider's sandbox. */
  readonly payee: string
}

export interface LedgerEvent {
  readonly event_at: string
  readonly event_type: string
  readonly event_payload: {
    readonly loan_id: string
    readonly principal_amount?: number
    readonly fees_amount?: number
  }
}

/** One delivery to a subscriber: `entity_state` is the object as its route shows it. */
export interface Notification {
  readonly id: string
  readonly entity_type: string
  readonly transition_name: string
  readonly status: string
  readonly timestamp: string
  readonly event_type: string
  readonly entity_state: { readonly id: string }
}

export const emptyBook = (): Book => ({
  ahead: 0,
  borrowers: new Map(),
  invoices: new Map(),
  loans: new Map(),
  events: [],
  notEligible: new Set(),
  toEdit: new Set(),
  notifications: [],
  statesNoted: new Map()
})

/** Scenario IBANs of the provider's own sandbox documentation. */
export const failingIban = "FR1311111045594746737398900"

/** What time does: a review ends at the next request, money leaves on its day, and comes back on its day. */
export const goOn = (book: Book) => {
  for (const loan of book.loans.values()) {
    if (loan.status === "PENDING_VALIDATION") loan.status = "TO_VALIDATE"
    else if (loan.status === "VALIDATED") loan.status = "SCHEDULED"
    if (loan.status === "SCHEDULED" && due(book, loan.to_pay_at)) payOut(book, loan)
    if (loan.status === "TO_REPAY" && due(book, loan.to_repay_at)) takeBack(book, loan)
  }
  for (const invoice of book.invoices.values()) {
    if (invoice.status !== "SUBMITTED") continue
    const wrong = book.toEdit.delete(invoice.invoice_number)
    invoice.status = wrong ? "TO_EDIT" : "VERIFIED"
    invoice.status_reason = wrong ? "INVOICE_MISSING_LEGAL_MENTION" : null
  }
}

/** The time at the financer. */
export const timeAt = ({ ahead }: Book): Date => new Date(Date.now() + ahead)

const due = (book: Book, at: string) => new Date(at) <= timeAt(book)

const payOut = (book: Book, loan: Loan) => {
  if (loan.payee === failingIban) {
    loan.status = "ISSUE_DETECTED"
    return
  }
  loan.status = "TO_REPAY"
  loan.paid_at = loan.to_pay_at
  tell(book, loan, "LOAN_DISBURSEMENT_PAID", loan.to_pay_at, { principal_amount: loan.amount })
}

const takeBack = (book: Book, loan: Loan) => {
  loan.status = "CLOSED"
  loan.closed_at = loan.to_repay_at
  loan.repaid_amount = loan.amount + loan.fees_estimated
  tell(book, loan, "LOAN_REPAYMENT_NOMINAL_PAID", loan.to_repay_at, { principal_amount: loan.amount })
  tell(book, loan, "LOAN_REPAYMENT_FEES_PAID", loan.to_repay_at, { fees_amount: loan.fees_estimated })
  for (const id of loan.invoice_ids) {
    const invoice = book.invoices.get(id)
    if (invoice !== undefined) invoice.status = "PAID"
  }
}

const tell = (
  { events }: Book,
  { id }: Loan,
  event_type: string,
  event_at: string,
  amounts: { readonly principal_amount?: number; readonly fees_amount?: number }
) => void events.push({ event_at, event_type, event_payload: { loan_id: id, ...amounts } })

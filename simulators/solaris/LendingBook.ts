import { randomBytes, randomUUID } from "node:crypto"

/** What one client of the simulated lender has. Amounts are integer cents. */
export interface LendingBook {
  readonly applications: Map<string, Application>
  readonly subscriptions: Map<string, Subscription>
  /** What happened and was not delivered yet. */
  readonly notifications: Array<LendingEvent>
}

export interface Application {
  readonly id: string
  readonly business_id: string
  readonly requested_amount: { readonly value: number; readonly unit: "cents"; readonly currency: string }
  readonly duration: number
  readonly nominal_interest_rate: number
  readonly effective_interest_rate: number
  readonly purpose: string
  readonly recipient_iban: string
  readonly recipient_name: string
  readonly partner_reference_number: string
  readonly partner_contact_name?: string
  readonly partner_contact_number?: string
  status: string
  loan: Loan | null
  /** The terms of the loan where they are not those that were asked for. */
  granted?: Partial<
    Pick<Application, "duration" | "effective_interest_rate" | "nominal_interest_rate" | "requested_amount">
  >
}

export interface Loan {
  readonly id: string
  readonly settlement_account_iban: string
  status: string
}

/** A subscription is to one type of event, and has a secret of its own, shown once. */
export interface Subscription {
  readonly id: string
  readonly event_type: string
  readonly url: string
  readonly secret: string
}

export interface LendingEvent {
  readonly id: string
  readonly type: string
  readonly entityId: string
  readonly body: string
}

export const emptyLendingBook = (): LendingBook => ({
  applications: new Map(),
  subscriptions: new Map(),
  notifications: []
})

/** Moves an application, and notes that it moved. */
export const decide = (book: LendingBook, application: Application, status: string): void => {
  if (application.status === status) return
  application.status = status
  note(book, "BUSINESS_FRONTING_APPLICATION", application.id, { id: application.id, status })
}

/** The money of a loan has left. */
export const issuePayout = (book: LendingBook, application: Application): void => {
  const { loan } = application
  if (loan === null || loan.status === "payout_issued") return
  loan.status = "payout_issued"
  note(book, "BUSINESS_FRONTING_LOAN_PAYOUT", loan.id, {
    ...loanShown(application, loan),
    status_reason: null
  })
}

const note = (book: LendingBook, type: string, entityId: string, body: object) =>
  void book.notifications.push({ id: randomUUID(), type, entityId, body: JSON.stringify(body) })

export const applicationShown = ({ granted: _granted, loan: _, ...application }: Application) => application

export const loanShown = (application: Application, loan: Loan) => {
  const terms = { ...application, ...application.granted }
  return {
    ...loan,
    application_id: application.id,
    agio: 0,
    duration: terms.duration,
    amount: terms.requested_amount,
    recipient_iban: application.recipient_iban,
    recipient_name: application.recipient_name,
    nominal_interest_rate: terms.nominal_interest_rate,
    effective_interest_rate: terms.effective_interest_rate
  }
}

export const newSecret = () => randomBytes(24).toString("hex")

import { randomUUID } from "node:crypto"
import { Schema } from "effect"
import {
  type Application,
  applicationShown,
  decide,
  issuePayout,
  type LendingBook,
  type Loan,
  loanShown
} from "./LendingBook.ts"
import { failed, sent } from "./lendingAnswer.ts"

const Text = Schema.String.check(
  Schema.isMinLength(1),
  Schema.makeFilter((text) => text.trim() === text || "no space at either end")
)

const ApplicationSent = Schema.Struct({
  requested_amount: Schema.Struct({
    value: Schema.Int.check(Schema.isGreaterThan(0)),
    unit: Schema.Literal("cents"),
    currency: Schema.Literal("EUR")
  }),
  duration: Schema.Int.check(Schema.isGreaterThan(0)),
  nominal_interest_rate: Schema.Finite,
  effective_interest_rate: Schema.Finite,
  purpose: Text,
  recipient_iban: Text,
  recipient_name: Text,
  partner_reference_number: Text,
  partner_contact_name: Schema.optionalKey(Text),
  partner_contact_number: Schema.optionalKey(Text)
})

const Settlement = Schema.Struct({ settlement_account_iban: Text })

/** The largest amount that this simulation lends, in cents: more is rejected. */
const most = 50_000_000

/** The same `partner_reference_number` gets the first application. */
export const apply = (book: LendingBook, business_id: string, body: string) =>
  sent(ApplicationSent, body, (given) => {
    const first = [...book.applications.values()].find(
      (one) => one.partner_reference_number === given.partner_reference_number
    )
    if (first !== undefined) return Response.json(applicationShown(first), { status: 201 })
    const made: Application = {
      id: randomUUID(),
      business_id,
      ...given,
      status: "scoring_pending",
      loan: null
    }
    book.applications.set(made.id, made)
    return Response.json(applicationShown(made), { status: 201 })
  })

/** A scoring ends at the next look. */
export const look = (book: LendingBook, application: Application) => {
  if (application.status === "scoring_pending") {
    decide(book, application, application.requested_amount.value > most ? "rejected" : "approved")
  }
  return Response.json(applicationShown(application))
}

export const makeLoan = (book: LendingBook, application: Application, body: string) =>
  sent(Settlement, body, ({ settlement_account_iban }) => {
    if (application.loan !== null) return failed(409, "record_not_unique", "This application has a loan")
    if (application.status !== "approved") {
      return failed(400, "invalid_model", `An application in ${application.status} has no loan`)
    }
    const loan: Loan = { id: randomUUID(), settlement_account_iban, status: "created" }
    application.loan = loan
    decide(book, application, "loan_created")
    return Response.json(loanShown(application, loan), { status: 201 })
  })

/** The money leaves at once, and the answer says so only where payouts are `answered`. */
export const payOut = (
  book: LendingBook,
  application: Application,
  body: string,
  payouts: "answered" | "notified"
) =>
  sent(Settlement, body, () => {
    const { loan } = application
    if (loan === null) return failed(404, "model_not_found", "This application has no loan")
    if (loan.status !== "created") return failed(409, "record_not_unique", "This loan is paid out already")
    const before = loanShown(application, loan)
    issuePayout(book, application)
    return Response.json(payouts === "answered" ? loanShown(application, loan) : before, { status: 201 })
  })

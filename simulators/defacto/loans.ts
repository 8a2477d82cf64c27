import { randomUUID } from "node:crypto"
import { goOn, type Loan } from "./book.ts"
import type { Asked, Route } from "./routing.ts"
import { answer, page, sent } from "./routing.ts"
import { LoanSent, TermsSent } from "./wire.ts"

const over = ["CANCELED", "CLOSED", "DECLINED", "DELETED"]

/** The same `salt_id` gets the first loan; an invoice that has another live one is declined. */
const create = ({ body, book }: Asked) =>
  sent(LoanSent, body, (given) => {
    const { salt_id: salt = null } = given
    const first = [...book.loans.values()].find((one) => salt !== null && one.salt_id === salt)
    if (first !== undefined) return answer(201, shown(first))
    const invoices = given.invoice_ids.map((id) => book.invoices.get(id))
    if (invoices.includes(undefined)) return answer(404, { message: "No such invoice" })
    const taken = invoices.some((one) =>
      one?.loan_ids.some(
        (id) => !["CANCELED", "DECLINED", "DELETED"].includes(book.loans.get(id)?.status ?? "")
      )
    )
    const eligible = !book.notEligible.has(given.borrower.identifier)
    const no = eligible ? null : "COUNTRY_NOT_ELIGIBLE_BORROWER"
    const denial = taken ? "INVOICE_ALREADY_FINANCED" : no
    const days = (Date.parse(given.to_repay_at) - Date.parse(given.to_pay_at)) / 86_400_000
    const made: Loan = {
      id: randomUUID(),
      salt_id: salt,
      metadata: given.metadata ?? null,
      status: denial === null ? "PENDING_VALIDATION" : "DECLINED",
      amount: given.amount,
      currency: given.currency ?? "EUR",
      invoice_ids: given.invoice_ids,
      fees_estimated: Math.round((given.amount * 5 * days) / 10_000),
      repaid_amount: 0,
      to_pay_at: given.to_pay_at,
      to_repay_at: given.to_repay_at,
      paid_at: null,
      closed_at: null,
      denial_reason: denial,
      borrower_financial_product_id: given.borrower_financial_product_id ?? null,
      payee: given.loan_to.account_number
    }
    book.loans.set(made.id, made)
    for (const invoice of invoices) invoice?.loan_ids.push(made.id)
    return answer(201, shown(made))
  })

export const shown = ({ payee: _, ...loan }: Loan) => loan

const step =
  (from: ReadonlyArray<string>, to: string) =>
  ({ book, id }: Asked) => {
    const loan = book.loans.get(id)
    if (loan === undefined) return answer(404, { message: "Not found" })
    if (!from.includes(loan.status))
      return answer(400, { message: `A loan in ${loan.status} cannot be ${to}` })
    loan.status = to
    return answer(200, shown(loan))
  }

const repaymentTerms = ({ body, book }: Asked) =>
  sent(TermsSent, body, ({ repayment_terms }) => {
    const loans = repayment_terms.map(({ loan_id }) => book.loans.get(loan_id))
    if (loans.some((loan) => loan === undefined || over.includes(loan.status))) {
      return answer(400, { message: "No such running loan" })
    }
    for (const [at, loan] of loans.entries()) {
      const term = repayment_terms[at]
      if (loan !== undefined && term !== undefined) loan.to_repay_at = term.repayment_date
    }
    goOn(book)
    return answer(
      200,
      loans.flatMap((loan) => (loan === undefined ? [] : [shown(loan)]))
    )
  })

export const loanRoutes: ReadonlyArray<Route> = [
  { method: "POST", path: /^\/loans$/, does: create },
  {
    method: "GET",
    path: /^\/loans$/,
    does: ({ book, query }) => page([...book.loans.values()].map(shown), query)
  },
  {
    method: "GET",
    path: /^\/loan\/([^/]+)$/,
    does: ({ book, id }) => {
      const loan = book.loans.get(id)
      return loan === undefined ? answer(404, { message: "Not found" }) : answer(200, shown(loan))
    }
  },
  { method: "POST", path: /^\/loan\/([^/]+)\/validate$/, does: step(["TO_VALIDATE"], "VALIDATED") },
  {
    method: "POST",
    path: /^\/loan\/([^/]+)\/cancel$/,
    does: step(["TO_VALIDATE", "VALIDATED", "SCHEDULED"], "CANCELED")
  },
  { method: "PUT", path: /^\/loan\/repayment-terms$/, does: repaymentTerms },
  {
    method: "GET",
    path: /^\/events$/,
    does: ({ book, query }) => {
      const since = query.get("from_date")
      return page(
        book.events.filter(({ event_at }) => since === null || event_at >= since),
        query
      )
    }
  }
]

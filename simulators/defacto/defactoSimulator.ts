import { randomUUID } from "node:crypto"
import { Schema } from "effect"
import { delivered, misordered } from "../host/deliveries.ts"
import type { Simulator } from "../host/Simulator.ts"
import { type Book, emptyBook, goOn, type Loan, timeAt } from "./book.ts"
import { invoiceRoutes } from "./invoices.ts"
import { loanRoutes } from "./loans.ts"
import { noteChanges } from "./noteChanges.ts"
import { answer, type Asked, page, type Route, sent } from "./routing.ts"
import { BorrowerSent, EligibilityAsked, EligibleSet, TimeSet, ToEditSet, WebhooksAsked } from "./wire.ts"

/**
 * Defacto as far as it is documented: a book for each API key, reviews that end by themselves, money that moves when the
 * day comes. `POST /simulation/time` sets the time, `POST /simulation/to-edit` has an invoice sent back, `POST /simulation/webhooks` delivers what happened. What no source
 * states (the shape of errors) is plain JSON here.
 */
export const defactoSimulator = (books = new Map<string, Book>()): Simulator => {
  return {
    name: "defacto",
    title: "Defacto",
    answer: async (request) => {
      const key = /^Bearer (\S+)$/.exec(request.headers.get("authorization") ?? "")?.[1]
      if (key === undefined || key.startsWith("refused")) return answer(401, { message: "Unauthorized" })
      const book = books.get(key) ?? emptyBook()
      books.set(key, book)
      const url = new URL(request.url)
      const body = request.method === "GET" ? "" : await request.text()
      for (const { does, method, path } of routes) {
        const found = path.exec(url.pathname)
        if (method !== request.method || found === null) continue
        if (method === "GET") goOn(book)
        const answered = await does({ book, id: found[1] ?? "", query: url.searchParams, body })
        noteChanges(book)
        return answered
      }
      return answer(404, { message: "Not found" })
    }
  }
}

const eligibility = ({ body, book }: Asked) =>
  sent(EligibilityAsked, body, ({ identifier }) =>
    answer(200, {
      is_eligible: !book.notEligible.has(identifier),
      reasons: book.notEligible.has(identifier)
        ? [
            {
              code: "COUNTRY_NOT_ELIGIBLE_BORROWER",
              description: "This company is not eligible (simulation)"
            }
          ]
        : []
    })
  )

const paidOut = ["TO_REPAY"]
const undecided = ["PENDING_VALIDATION", "TO_VALIDATE", "VALIDATED", "SCHEDULED"]

const amountIn = (loans: ReadonlyArray<Loan>, statuses: ReadonlyArray<string>) =>
  loans.reduce((sum, { amount, status }) => sum + (statuses.includes(status) ? amount : 0), 0)

/** Buyers come from the invoices; each has one limit, ours. */
const counterparties = ({ book, query }: Asked) => {
  const wanted = query.get("identifier")
  const buyers = new Map([...book.invoices.values()].map(({ buyer }) => [buyer.identifier, buyer]))
  const found = [...buyers.values()].filter(({ identifier }) => wanted === null || identifier === wanted)
  return page(
    found.map(({ identifier, identifier_type, name }) => {
      const loans = [...book.loans.values()].filter(({ invoice_ids }) =>
        invoice_ids.some((id) => book.invoices.get(id)?.buyer.identifier === identifier)
      )
      return {
        id: `counterparty-${identifier}`,
        identifier,
        identifier_type,
        name: name ?? identifier,
        relation_types: ["CLIENT"],
        credit_limit: {
          max_amount: 5_000_000,
          available_amount: 5_000_000 - amountIn(loans, [...paidOut, ...undecided])
        }
      }
    }),
    query
  )
}

const routes: ReadonlyArray<Route> = [
  { method: "GET", path: /^\/hello$/, does: () => answer(200, { message: "hello (simulation)" }) },
  { method: "POST", path: /^\/eligibility\/borrower$/, does: eligibility },
  { method: "POST", path: /^\/eligibility\/beneficiary$/, does: eligibility },
  {
    method: "GET",
    path: /^\/translation\/denial-code\/(\w+)$/,
    does: ({ id }) =>
      answer(200, { fr: `Motif ${id} (simulation)`, en: `Reason ${id} (simulation)`, de: id, es: id })
  },
  {
    method: "POST",
    path: /^\/borrowers$/,
    does: ({ body, book }) =>
      sent(BorrowerSent, body, ({ identifier }) => {
        const known = [...book.borrowers.values()].find((one) => one.identifier === identifier)
        if (known !== undefined) return answer(400, { message: "Borrower exists" })
        const made = { id: randomUUID(), identifier, status: "TO_SIGN", status_reason: null }
        book.borrowers.set(made.id, made)
        return answer(201, made)
      })
  },
  {
    method: "GET",
    path: /^\/borrowers$/,
    does: ({ book, query }) => {
      const wanted = query.get("borrower_identifier")
      return page(
        [...book.borrowers.values()].filter(({ identifier }) => wanted === null || identifier === wanted),
        query
      )
    }
  },
  {
    method: "POST",
    path: /^\/borrower\/([^/]+)\/sign$/,
    does: ({ book, id }) => {
      const borrower = book.borrowers.get(id)
      if (borrower === undefined) return answer(404, { message: "Not found" })
      borrower.status = "READY"
      return answer(200, borrower)
    }
  },
  {
    method: "GET",
    path: /^\/borrower\/([^/]+)\/financial-products$/,
    does: ({ book, id, query }) => {
      const borrower = book.borrowers.get(id)
      if (borrower === undefined) return answer(404, { message: "Not found" })
      const loans = [...book.loans.values()]
      const [outstanding, pending] = [amountIn(loans, paidOut), amountIn(loans, undecided)]
      const ready = borrower.status === "READY"
      return page(
        [
          {
            id: `product-${id}`,
            borrower_id: id,
            status: ready ? "READY" : "TO_SIGN",
            can_request_loan: ready,
            max_amount: 20_000_000,
            available_amount: 20_000_000 - outstanding - pending,
            amount_outstanding: outstanding,
            amount_pending_validation: pending,
            fees_daily_rate: 0.0005,
            financial_product: { name: "Receivables (simulation)", product_type: "RECEIVABLE_FACTORING" }
          }
        ],
        query
      )
    }
  },
  { method: "GET", path: /^\/counterparties$/, does: counterparties },
  ...invoiceRoutes,
  ...loanRoutes,
  {
    method: "POST",
    path: /^\/sandbox\/business-eligible$/,
    does: ({ body, book }) =>
      sent(EligibleSet, body, ({ business_identifier, scenario }) => {
        if (scenario === "OK") book.notEligible.delete(business_identifier)
        else book.notEligible.add(business_identifier)
        return new Response(null, { status: 204 })
      })
  },
  {
    method: "POST",
    path: /^\/simulation\/time$/,
    does: ({ body, book }) =>
      sent(Schema.Struct(TimeSet.fields), body, ({ to }) => {
        book.ahead = new Date(to).getTime() - Date.now()
        goOn(book)
        return answer(200, { now: timeAt(book).toISOString() })
      })
  },
  {
    method: "POST",
    path: /^\/simulation\/to-edit$/,
    does: ({ body, book }) =>
      sent(ToEditSet, body, ({ invoice_number }) => {
        book.toEdit.add(invoice_number)
        return answer(200, { simulation: true })
      })
  },
  {
    method: "POST",
    path: /^\/simulation\/webhooks$/,
    does: ({ body, book }) =>
      sent(WebhooksAsked, body, async ({ url, ...order }) => {
        const waiting = book.notifications.splice(0, book.notifications.length)
        const statuses = await delivered(misordered(waiting, order), (one) => ({
          url,
          headers: {},
          body: JSON.stringify(one)
        }))
        return answer(200, { simulation: true, statuses })
      })
  }
]

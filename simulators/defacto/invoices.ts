import { randomUUID } from "node:crypto"
import type { Asked, Route } from "./routing.ts"
import { answer, page, sent } from "./routing.ts"
import { InvoiceChanged, InvoiceSent } from "./wire.ts"

type Sent = typeof InvoiceSent.Type

const required = [
  "buyer",
  "seller",
  "invoice_number",
  "issued_at",
  "due_at",
  "total_amount"
] as const satisfies ReadonlyArray<keyof Sent>

const create = ({ body, book }: Asked) =>
  sent(InvoiceSent, body, (given) => {
    const missing = required.filter((name) => given[name] === undefined)
    if (!given.is_draft && missing.length > 0) return answer(422, { message: "Missing fields", missing })
    const made = {
      id: randomUUID(),
      status: given.is_draft ? "TO_SUBMIT" : "SUBMITTED",
      status_reason: null,
      invoice_number: given.invoice_number ?? "",
      buyer: given.buyer ?? { identifier: "" },
      seller: given.seller ?? { identifier: "" },
      total_amount: given.total_amount ?? 0,
      currency: given.currency ?? "EUR",
      loan_ids: new Array<string>()
    }
    book.invoices.set(made.id, made)
    return answer(201, made)
  })

const open = ["TO_SUBMIT", "TO_EDIT"]

/** What is given takes the place of what was; only a draft, or what is to be edited, may be changed. */
const change = ({ body, book, id }: Asked) =>
  sent(InvoiceChanged, body, (given) => {
    const invoice = book.invoices.get(id)
    if (invoice === undefined) return answer(404, { message: "Not found" })
    if (!open.includes(invoice.status)) return answer(400, { message: `An invoice in ${invoice.status}` })
    invoice.invoice_number = given.invoice_number ?? invoice.invoice_number
    invoice.buyer = given.buyer ?? invoice.buyer
    invoice.seller = given.seller ?? invoice.seller
    invoice.total_amount = given.total_amount ?? invoice.total_amount
    invoice.currency = given.currency ?? invoice.currency
    return answer(200, invoice)
  })

/** A draft becomes submitted, or its missing fields are listed. */
const submit = ({ book, id }: Asked) => {
  const invoice = book.invoices.get(id)
  if (invoice === undefined) return answer(404, { message: "Not found" })
  const missing = [
    ...(invoice.invoice_number === "" ? ["invoice_number"] : []),
    ...(invoice.total_amount === 0 ? ["total_amount"] : []),
    ...(invoice.buyer.identifier === "" ? ["buyer"] : []),
    ...(invoice.seller.identifier === "" ? ["seller"] : [])
  ]
  if (missing.length > 0) return answer(422, { message: "Missing fields", missing })
  if (!open.includes(invoice.status)) return answer(400, { message: `An invoice in ${invoice.status}` })
  invoice.status = "SUBMITTED"
  invoice.status_reason = null
  return answer(200, invoice)
}

const remove = ({ book, id }: Asked) => {
  const invoice = book.invoices.get(id)
  if (invoice === undefined) return answer(404, { message: "Not found" })
  const financed = invoice.loan_ids.some((loan) => {
    const status = book.loans.get(loan)?.status ?? ""
    return !["CANCELED", "DECLINED", "DELETED"].includes(status)
  })
  if (financed) return answer(400, { message: "This invoice is financed" })
  invoice.status = "DELETED"
  return new Response(null, { status: 204 })
}

export const invoiceRoutes: ReadonlyArray<Route> = [
  { method: "POST", path: /^\/invoices$/, does: create },
  {
    method: "GET",
    path: /^\/invoices$/,
    does: ({ book, query }) => page([...book.invoices.values()], query)
  },
  {
    method: "GET",
    path: /^\/invoice\/([^/]+)$/,
    does: ({ book, id }) => {
      const invoice = book.invoices.get(id)
      return invoice === undefined ? answer(404, { message: "Not found" }) : answer(200, invoice)
    }
  },
  { method: "PATCH", path: /^\/invoice\/([^/]+)$/, does: change },
  { method: "POST", path: /^\/invoice\/([^/]+)\/submit$/, does: submit },
  { method: "DELETE", path: /^\/invoice\/([^/]+)$/, does: remove }
]

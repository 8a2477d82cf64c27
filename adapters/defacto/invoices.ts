import { Effect, Option } from "effect"
import { encode } from "effect/encoding/Base64"
import type { InvoiceToFinance, StatedInvoice } from "../../domain/finance/financing/model/index.ts"
import { ProviderUnavailable, type OpenConnection } from "../../domain/finance/providers/model/index.ts"
import type { InvoiceFinancing } from "../../ports/finance/InvoiceFinancing.ts"
import { identityOf } from "./borrowers.ts"
import type { Calls } from "./calls.ts"
import { centsOf, cursorIn, InvoiceRead, momentOf, PageOf } from "./wire.ts"
import { invoiceState } from "./words.ts"

type Invoices = Pick<
  InvoiceFinancing,
  "correctInvoice" | "findInvoice" | "invoice" | "present" | "submitInvoice" | "withdrawInvoice"
>

const capability = "financing.invoices"

/** Invoices that are shown to Defacto. Creating one carries no idempotency key: it is sent once, and looked for. */
export const invoices = ({ ask, send, sendOnly }: Calls): Invoices => {
  const read = (connection: OpenConnection, reference: string) =>
    ask(connection, { operation: "invoice", capability, method: "GET", path: pathOf(reference) }, InvoiceRead)
  return {
    present: (connection, invoice) =>
      Effect.map(
        send(
          connection,
          { operation: "present", capability, method: "POST", path: "/invoices", body: bodyOf(invoice) },
          InvoiceRead
        ),
        invoiceOf
      ),
    findInvoice: (connection, wanted) => findInvoice(ask, connection, wanted),
    invoice: (connection, reference) =>
      Effect.map(read(connection, reference), (invoice) => ({
        ...invoiceOf(invoice),
        number: invoice.invoice_number ?? null
      })),
    submitInvoice: (connection, reference) =>
      Effect.map(
        send(
          connection,
          { operation: "submit", capability, method: "POST", path: `${pathOf(reference)}/submit` },
          InvoiceRead
        ),
        invoiceOf
      ),
    correctInvoice: (connection, reference, correction) =>
      Effect.map(
        send(
          connection,
          {
            operation: "correct",
            capability,
            method: "PATCH",
            path: pathOf(reference),
            body: saidOf(correction)
          },
          InvoiceRead
        ),
        invoiceOf
      ),
    withdrawInvoice: (connection, reference) =>
      Effect.as(
        sendOnly(connection, {
          operation: "withdraw",
          capability,
          method: "DELETE",
          path: pathOf(reference)
        }),
        { reference, state: { is: "withdrawn", word: "DELETED" }, reason: null }
      )
  }
}

const pathOf = (reference: string) => `/invoice/${encodeURIComponent(reference)}`

const invoiceOf = ({ id, status, status_reason }: InvoiceRead) => ({
  reference: id,
  state: invoiceState(status),
  reason: status_reason ?? null
})

/** What may be corrected later: everything but the document. */
const saidOf = (invoice: StatedInvoice) => ({
  buyer: identityOf(invoice.buyer),
  seller: identityOf(invoice.seller),
  invoice_number: invoice.number,
  issued_at: momentOf(invoice.issuedOn),
  due_at: momentOf(invoice.dueOn),
  net_amount: centsOf(invoice.net),
  tax_amount: centsOf(invoice.vat),
  total_amount: centsOf(invoice.total),
  currency: invoice.total.currency
})

const bodyOf = (invoice: InvoiceToFinance) => ({
  ...saidOf(invoice),
  document: encode(invoice.pdf),
  is_draft: false
})

/** Pages of the list that are looked through before it is said that nobody knows. */
const mostPages = 50

/** The filters of the list are not documented beyond their names: the list is read, and matched here. */
const findInvoice = (
  ask: Calls["ask"],
  connection: OpenConnection,
  { buyer, number, seller }: Pick<InvoiceToFinance, "buyer" | "number" | "seller">
) =>
  Effect.gen(function* () {
    let cursor: string | null = null
    for (let pages = 0; pages < mostPages; pages++) {
      const page: typeof Page.Type = yield* ask(
        connection,
        {
          operation: "find-invoice",
          capability,
          method: "GET",
          path: "/invoices",
          query: { cursor, page_size: "100" }
        },
        Page
      )
      const found = page.data.find(
        (one) =>
          one.invoice_number === number &&
          one.buyer?.identifier === buyer.number &&
          one.seller?.identifier === seller.number &&
          one.status !== "DELETED"
      )
      if (found !== undefined) return Option.some(invoiceOf(found))
      if (page.next_page === null || page.next_page === undefined) return Option.none()
      cursor = cursorIn(page.next_page)
    }
    const { provider } = connection
    return yield* new ProviderUnavailable({
      provider,
      operation: "find-invoice",
      reason: "no-answer",
      retryAfterSeconds: null
    })
  })

const Page = PageOf(InvoiceRead)

import { randomUUID } from "node:crypto"
import { type Book, timeAt } from "./book.ts"
import { shown } from "./loans.ts"

/** Notes a notification of each loan, invoice and movement of money that is not as it was when this was called last. */
export const noteChanges = (book: Book): void => {
  for (const loan of book.loans.values()) note(book, "Loan", shown(loan))
  for (const invoice of book.invoices.values()) note(book, "Invoice", invoice)
  for (const [index, { event_type }] of book.events.entries()) {
    if (event_type.endsWith("_PAID")) note(book, "Payment", { id: `payment-${index}`, status: "PAID" })
  }
}

const note = (book: Book, kind: string, entity: { readonly id: string; readonly status: string }): void => {
  const { id, status } = entity
  if (book.statesNoted.get(id) === status) return
  book.statesNoted.set(id, status)
  book.notifications.push({
    id: randomUUID(),
    entity_type: kind,
    transition_name: status,
    status,
    timestamp: timeAt(book).toISOString(),
    event_type: `${kind}.${status}`,
    entity_state: { ...entity }
  })
}

import { Effect, Schema } from "effect"
import { Financings } from "../../../../ports/finance/Financings.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { Files } from "../../../../ports/platform/Files.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { Ids } from "../../../shared/Uuid.ts"
import { openIntent } from "../../providers/usecases/index.ts"
import {
  FinancedInvoiceId,
  type KeptInvoice,
  type NewFinancedInvoice,
  presentInvoiceKind
} from "../model/index.ts"
import { namedCustomer } from "./namedCustomer.ts"

/** Shows an invoice to a financer: it is kept with its document, and presented once by the worker. */
export const presentInvoice = Effect.fn("financing.presentInvoice")(function* ({
  document,
  ...invoice
}: NewFinancedInvoice) {
  const { write } = yield* UnitOfWork
  return yield* write(
    Effect.flatMap(keepInvoiceDocument(invoice.number, document), (documentId) =>
      presentKeptInvoice({ ...invoice, documentId })
    )
  )
})

/** The same for an invoice whose document is kept already. */
export const presentKeptInvoice = Effect.fn("financing.presentKeptInvoice")(function* ({
  documentId,
  ...invoice
}: KeptInvoice) {
  const { write } = yield* UnitOfWork
  const financings = yield* Financings
  const events = yield* Events
  const id = FinancedInvoiceId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  return yield* write(
    Effect.gen(function* () {
      yield* openIntent(presentInvoiceKind, {
        connectionId: invoice.connectionId,
        businessKey: id,
        amount: invoice.total,
        payload: { financedInvoiceId: id }
      })
      const named = yield* namedCustomer(invoice)
      const added = yield* financings.addInvoice({ ...named, id, documentId })
      yield* events.publish({
        type: "financing.invoice.presenting",
        entityId: id,
        payload: { number: invoice.number }
      })
      return added
    })
  )
})

/** Keeps the document of an invoice, given as base64. */
export const keepInvoiceDocument = Effect.fnUntraced(function* (number: string, base64: string) {
  const files = yield* Files
  const file = yield* files.begin({
    name: `${number.replace(/[^A-Za-z0-9-]/gu, "-")}.pdf`,
    contentType: "application/pdf",
    readableWith: "financing:read",
    jobId: null,
    expiresAt: null
  })
  yield* file.write(yield* Effect.orDie(bytesOf(base64)))
  yield* files.publish([yield* file.close])
  return file.id
})

const bytesOf = Schema.decodeEffect(Schema.Uint8ArrayFromBase64)

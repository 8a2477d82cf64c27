import { Effect } from "effect"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { startProcess } from "../../../platform/processes/usecases/index.ts"
import { keepInvoiceDocument, namedCustomer } from "../../financing/usecases/index.ts"
import { advanceInvoice, AdvanceRequest, type StartAdvance } from "../model/index.ts"
import { requestOf } from "./requestOf.ts"

/**
 * Starts an advance on an invoice, once under its business key. Fails with `NotFound` for what the company has not,
 * and with `UnknownCustomer` for a customer that its books do not know.
 */
export const startAdvance = Effect.fn("suite.startAdvance")(function* ({
  businessKey,
  input
}: typeof StartAdvance.Type) {
  const { find } = yield* ProviderConnections
  yield* find(input.invoice.connectionId)
  yield* namedCustomer(input.invoice)
  const request = yield* requestOf(AdvanceRequest, input)
  return yield* startProcess(advanceInvoice, { businessKey, request, input: keptInput(input) })
})

const keptInput = ({ advance, invoice: { document, ...invoice } }: AdvanceRequest) =>
  Effect.map(keepInvoiceDocument(invoice.number, document), (documentId) => ({
    advance,
    invoice: { ...invoice, documentId }
  }))

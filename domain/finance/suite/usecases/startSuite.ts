import { Effect, Schema } from "effect"
import { startProcess } from "../../../platform/processes/usecases/index.ts"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { keepInvoiceDocument } from "../../financing/usecases/index.ts"
import { advanceInvoice, type AdvanceRequest, collect, StartSuite } from "../model/index.ts"
import { checkSources } from "./checkSources.ts"

/** Starts a process of the suite, once under its business key. Fails with `NotFound` for what the company has not. */
export const startSuite = Effect.fn("suite.start")(function* (start: StartSuite) {
  const { businessKey } = start
  const request = yield* Effect.orDie(encoded(start))
  switch (start.definition) {
    case "suite.collect":
      yield* checkSources(start.input)
      return yield* startProcess(collect, { businessKey, request, input: Effect.succeed(start.input) })
    case "suite.advance": {
      const { find } = yield* ProviderConnections
      yield* find(start.input.invoice.connectionId)
      return yield* startProcess(advanceInvoice, { businessKey, request, input: keptInput(start.input) })
    }
  }
})

const encoded = Schema.encodeEffect(Schema.toCodecJson(StartSuite))

const keptInput = ({ advance, invoice: { document, ...invoice } }: AdvanceRequest) =>
  Effect.map(keepInvoiceDocument(invoice.number, document), (documentId) => ({
    advance,
    invoice: { ...invoice, documentId }
  }))

import { Effect, Schema } from "effect"
import { startProcess } from "../../../platform/processes/usecases/index.ts"
import { ProviderAccounts } from "../../../../ports/finance/ProviderAccounts.ts"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { NewTransfer } from "../../banking/model/index.ts"
import { keepInvoiceDocument } from "../../financing/usecases/index.ts"
import {
  advanceInvoice,
  AdvanceRequest,
  collect,
  CollectInput,
  pay,
  type StartSuite
} from "../model/index.ts"
import { checkSources } from "./checkSources.ts"

/** Starts a process of the suite, once under its business key. Fails with `NotFound` for what the company has not. */
export const startSuite = Effect.fn("suite.start")(function* (start: StartSuite) {
  const { businessKey } = start
  switch (start.definition) {
    case "suite.collect": {
      yield* checkSources(start.input)
      const request = yield* requestOf(CollectInput, start.input)
      return yield* startProcess(collect, { businessKey, request, input: Effect.succeed(start.input) })
    }
    case "suite.advance": {
      const { find } = yield* ProviderConnections
      yield* find(start.input.invoice.connectionId)
      const request = yield* requestOf(AdvanceRequest, start.input)
      return yield* startProcess(advanceInvoice, { businessKey, request, input: keptInput(start.input) })
    }
    case "suite.pay": {
      const { find } = yield* ProviderAccounts
      yield* find(start.input.providerAccountId)
      const request = yield* requestOf(NewTransfer, start.input)
      return yield* startProcess(pay, { businessKey, request, input: Effect.succeed(start.input) })
    }
  }
})

/** The request as it came: what tells it from another one under the same key. */
const requestOf = <A>(schema: Schema.Codec<A, unknown>, input: A) =>
  Effect.orDie(Schema.encodeEffect(Schema.toCodecJson(schema))(input))

const keptInput = ({ advance, invoice: { document, ...invoice } }: AdvanceRequest) =>
  Effect.map(keepInvoiceDocument(invoice.number, document), (documentId) => ({
    advance,
    invoice: { ...invoice, documentId }
  }))

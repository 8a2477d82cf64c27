import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import {
  AdvanceId,
  FinancedInvoiceId,
  JournalEventId
} from "../../../domain/finance/financing/model/index.ts"
import {
  correctInvoice,
  decideAdvance,
  enrolBorrower,
  presentInvoice,
  requestAdvance,
  requestFinancerAnswer,
  requestRefresh,
  requestSync,
  withdrawInvoice
} from "../../../domain/finance/financing/usecases/index.ts"
import { Financings } from "../../../ports/finance/Financings.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

export const financingHandlers = HttpApiBuilder.group(Api, "financing", (handlers) =>
  handlers.handleAll({
    askFinancer: ({ payload: { connectionId, question } }) => requestFinancerAnswer(connectionId, question),
    enrolBorrower: ({ payload: { company, connectionId, iban } }) =>
      enrolBorrower(connectionId, company, iban),
    presentInvoice: ({ payload }) => presentInvoice(payload),
    financedInvoices: ({ query: { state, ...page } }) =>
      Effect.flatMap(Financings, ({ invoices }) =>
        pageOf(invoiceCursor, page, idOf<FinancedInvoiceId>, (limit, after) =>
          invoices({ state, limit, after })
        )
      ),
    financedInvoice: ({ params }) =>
      Effect.flatMap(Financings, ({ invoice }) => invoice(params.financedInvoiceId)),
    withdrawInvoice: ({ headers, params }) =>
      withdrawInvoice(params.financedInvoiceId, versionOf(headers["if-match"])),
    correctInvoice: ({ headers, params, payload }) =>
      correctInvoice(params.financedInvoiceId, versionOf(headers["if-match"]), payload),
    requestAdvance: ({ payload }) => requestAdvance(payload),
    advances: ({ query: { state, ...page } }) =>
      Effect.flatMap(Financings, ({ advances }) =>
        pageOf(advanceCursor, page, idOf<AdvanceId>, (limit, after) => advances({ state, limit, after }))
      ),
    advance: ({ params }) => Effect.flatMap(Financings, ({ advance }) => advance(params.advanceId)),
    refreshAdvance: ({ params }) => requestRefresh(params.advanceId),
    validateAdvance: ({ headers, params }) =>
      decideAdvance(params.advanceId, versionOf(headers["if-match"]), { _tag: "Validate" }),
    cancelAdvance: ({ headers, params }) =>
      decideAdvance(params.advanceId, versionOf(headers["if-match"]), { _tag: "Cancel" }),
    rescheduleAdvance: ({ headers, params, payload }) =>
      decideAdvance(params.advanceId, versionOf(headers["if-match"]), {
        _tag: "Reschedule",
        repayOn: payload.repayOn
      }),
    syncFinancing: ({ payload }) => requestSync(payload.connectionId),
    financingEvents: ({ query: { posting, ...page } }) =>
      Effect.flatMap(Financings, ({ journal }) =>
        pageOf(eventCursor, page, idOf<JournalEventId>, (limit, after) =>
          journal({ state: posting, limit, after })
        )
      )
  })
)

const invoiceCursor = cursorOf(FinancedInvoiceId)
const advanceCursor = cursorOf(AdvanceId)
const eventCursor = cursorOf(JournalEventId)

const idOf = <I>({ id }: { readonly id: I }) => id

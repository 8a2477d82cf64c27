import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { InvoiceDraftId } from "../../../domain/finance/financing/model/index.ts"
import {
  addInvoiceDraft,
  changeInvoiceDraft,
  submitInvoiceDraft
} from "../../../domain/finance/financing/usecases/index.ts"
import { InvoiceDrafts } from "../../../ports/finance/InvoiceDrafts.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

export const invoiceDraftsHandlers = HttpApiBuilder.group(Api, "invoiceDrafts", (handlers) =>
  handlers.handleAll({
    addInvoiceDraft: ({ payload }) => addInvoiceDraft(payload),
    invoiceDrafts: ({ query }) =>
      Effect.flatMap(InvoiceDrafts, ({ list }) => pageOf(draftCursor, query, ({ id }) => id, list)),
    invoiceDraft: ({ params }) => Effect.flatMap(InvoiceDrafts, ({ find }) => find(params.invoiceDraftId)),
    changeInvoiceDraft: ({ headers, params, payload }) =>
      changeInvoiceDraft(params.invoiceDraftId, versionOf(headers["if-match"]), payload),
    discardInvoiceDraft: ({ headers, params }) =>
      Effect.flatMap(InvoiceDrafts, ({ remove }) =>
        remove(params.invoiceDraftId, versionOf(headers["if-match"]))
      ),
    submitInvoiceDraft: ({ headers, params }) =>
      submitInvoiceDraft(params.invoiceDraftId, versionOf(headers["if-match"]))
  })
)

const draftCursor = cursorOf(InvoiceDraftId)

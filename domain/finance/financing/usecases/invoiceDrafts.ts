import { Effect } from "effect"
import { InvoiceDrafts } from "../../../../ports/finance/InvoiceDrafts.ts"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { VersionConflict } from "../../../shared/errors.ts"
import { Ids } from "../../../shared/Uuid.ts"
import { type InvoiceDraftContent, InvoiceDraftId, readyInvoice } from "../model/index.ts"
import { keepInvoiceDocument, presentKeptInvoice } from "./presentInvoice.ts"

/** Keeps as much of an invoice as is known yet. Fails with `NotFound` for a connection that the company has not. */
export const addInvoiceDraft = Effect.fn("financing.addInvoiceDraft")(function* (given: InvoiceDraftContent) {
  const { write } = yield* UnitOfWork
  const { add } = yield* InvoiceDrafts
  const id = InvoiceDraftId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  return yield* write(Effect.flatMap(kept(given, null), (draft) => add({ id, ...draft })))
})

/** Puts other content in place of a draft's, if it is at `version`; a document that is not given stays. */
export const changeInvoiceDraft = Effect.fn("financing.changeInvoiceDraft")(function* (
  id: InvoiceDraftId,
  version: number,
  given: InvoiceDraftContent
) {
  const { write } = yield* UnitOfWork
  const { change, find } = yield* InvoiceDrafts
  return yield* write(
    Effect.gen(function* () {
      const { documentId, version: current } = yield* find(id)
      if (current !== version) return yield* new VersionConflict({ entity: "InvoiceDraft", id, current })
      return yield* change({ id, version, ...(yield* kept(given, documentId)) })
    })
  )
})

/** Presents a draft, if it is at `version` and whole: the draft goes, the invoice is on its way. */
export const submitInvoiceDraft = Effect.fn("financing.submitInvoiceDraft")(function* (
  id: InvoiceDraftId,
  version: number
) {
  const { write } = yield* UnitOfWork
  const { remove } = yield* InvoiceDrafts
  return yield* write(
    Effect.gen(function* () {
      const draft = yield* remove(id, version)
      return yield* presentKeptInvoice(yield* Effect.fromResult(readyInvoice(draft)))
    })
  )
})

const kept = Effect.fnUntraced(function* (
  { document, ...content }: InvoiceDraftContent,
  before: InvoiceDraftDocument
) {
  const { find } = yield* ProviderConnections
  if (content.connectionId !== undefined) yield* find(content.connectionId)
  const documentId =
    document === undefined ? before : yield* keepInvoiceDocument(content.number ?? "draft", document)
  return { content, documentId }
})

type InvoiceDraftDocument = Effect.Success<ReturnType<typeof keepInvoiceDocument>> | null

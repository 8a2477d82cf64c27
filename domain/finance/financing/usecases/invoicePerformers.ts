import { Effect, Option, Stream } from "effect"
import { Financings } from "../../../../ports/finance/Financings.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { Files } from "../../../../ports/platform/Files.ts"
import type { Settlement } from "../../providers/model/index.ts"
import {
  correctInvoiceKind,
  type FinancedInvoice,
  type FinancedInvoiceId,
  type PresentedInvoice,
  presentInvoiceKind,
  type Reason,
  withdrawInvoiceKind
} from "../model/index.ts"
import { financingOf } from "./financingOf.ts"
import { financingPerformer } from "./financingPerformer.ts"
import { endCorrection, observeInvoice } from "./observe.ts"

const capability = "financing.invoices"

/** Shows an invoice to a financer. It has no idempotency of its own there: whether it arrived is seen by its number. */
export const presentInvoicePerformer = financingPerformer(presentInvoiceKind, {
  send: ({ connection, payload }) =>
    Effect.gen(function* () {
      const { present } = yield* financingOf(connection, capability)
      const invoice = yield* ourInvoice(payload.financedInvoiceId)
      return settled(yield* present(connection, { ...invoice, pdf: yield* bytesOf(invoice) }))
    }),
  ask: ({ connection, payload }) =>
    Effect.gen(function* () {
      const { findInvoice } = yield* financingOf(connection, capability)
      const found = yield* findInvoice(connection, yield* ourInvoice(payload.financedInvoiceId))
      return Option.match(found, {
        onNone: () => ({ _tag: "Absent" as const }),
        onSome: (invoice) => ({ _tag: "Found" as const, settlement: settled(invoice) })
      })
    }),
  settled: (_, { financedInvoiceId }, ended) =>
    ended._tag === "Refused"
      ? refused(financedInvoiceId, ended.refusal)
      : ended._tag === "Succeeded"
        ? Effect.orDie(observeInvoice(financedInvoiceId, ended.settlement.outcome))
        : Effect.void,
  absentAfter: "15 minutes"
})

export const withdrawInvoicePerformer = financingPerformer(withdrawInvoiceKind, {
  send: ({ connection, payload }) =>
    Effect.gen(function* () {
      const { withdrawInvoice } = yield* financingOf(connection, capability)
      return settled(yield* withdrawInvoice(connection, payload.reference))
    }),
  ask: ({ connection, payload }) =>
    Effect.gen(function* () {
      const { invoice } = yield* financingOf(connection, capability)
      const now = yield* invoice(connection, payload.reference)
      return now.state.is === "withdrawn"
        ? { _tag: "Found" as const, settlement: settled(now) }
        : { _tag: "Absent" as const }
    }),
  settled: (_, { financedInvoiceId }, ended) =>
    ended._tag === "Succeeded"
      ? Effect.orDie(observeInvoice(financedInvoiceId, ended.settlement.outcome))
      : Effect.void,
  absentAfter: "10 minutes"
})

/** Puts it right, then submits it: both may be done again without harm, and neither moves money. */
export const correctInvoicePerformer = financingPerformer(correctInvoiceKind, {
  send: ({ connection, payload: { financedInvoiceId, reference } }) =>
    Effect.gen(function* () {
      const { correctInvoice, submitInvoice } = yield* financingOf(connection, capability)
      const corrected = yield* correctInvoice(connection, reference, yield* ourInvoice(financedInvoiceId))
      return settled(
        corrected.state.is === "to-complete" ? yield* submitInvoice(connection, reference) : corrected
      )
    }),
  ask: ({ connection, payload }) =>
    Effect.gen(function* () {
      const { invoice } = yield* financingOf(connection, capability)
      const now = yield* invoice(connection, payload.reference)
      return now.state.is === "to-complete"
        ? { _tag: "Absent" as const }
        : { _tag: "Found" as const, settlement: settled(now) }
    }),
  settled: (_, { financedInvoiceId }, ended) =>
    ended._tag === "Unknown" ? Effect.void : Effect.orDie(endCorrection(financedInvoiceId, ended)),
  absentAfter: "10 minutes"
})

const settled = (invoice: PresentedInvoice): Settlement<PresentedInvoice> => ({
  reference: invoice.reference,
  outcome: invoice
})

const ourInvoice = (id: FinancedInvoiceId) =>
  Effect.flatMap(Financings, ({ invoice }) => Effect.orDie(invoice(id)))

const bytesOf = ({ documentId }: FinancedInvoice) =>
  Effect.gen(function* () {
    const { content } = yield* Files
    const pieces = yield* Effect.orDie(Stream.runCollect(content(documentId)))
    const whole = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0))
    let at = 0
    for (const piece of pieces) {
      whole.set(piece, at)
      at += piece.length
    }
    return whole
  })

const refused = Effect.fnUntraced(function* (id: FinancedInvoiceId, reason: Reason) {
  const financings = yield* Financings
  const events = yield* Events
  yield* Effect.orDie(financings.setInvoice(id, { state: "refused", word: null, reference: null, reason }))
  yield* events.publish({ type: "financing.invoice.refused", entityId: id, payload: { code: reason.code } })
})

import { Effect } from "effect"
import { Financings } from "../../../../ports/finance/Financings.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import type { Ended } from "../../providers/model/index.ts"
import {
  type AdvanceAtFinancer,
  type AdvanceId,
  advanceTransitions,
  type FinancedInvoiceId,
  type FinancedInvoiceState,
  financedInvoiceTransitions,
  movedBy,
  type PresentedInvoice,
  type Reason
} from "../model/index.ts"

/** Notes what the financer says of an advance, in the running unit of work. A word that nobody knows is kept. */
export const observeAdvance = Effect.fnUntraced(function* (id: AdvanceId, seen: AdvanceAtFinancer) {
  const financings = yield* Financings
  const events = yield* Events
  const now = yield* financings.advance(id, "hold")
  const { word } = seen.state
  const state = movedBy(advanceTransitions, now.state, seen.state, { from: "requested", to: "in-review" })
  if (state === undefined) return
  yield* financings.setAdvance(id, {
    state,
    word,
    reference: seen.reference,
    reason: seen.reason,
    feesEstimated: seen.feesEstimated,
    repaid: seen.repaid,
    repayOn: seen.repayOn ?? now.repayOn
  })
  if (state === now.state) return
  yield* events.publish({
    type: `financing.advance.${state.replaceAll("-", "_")}`,
    entityId: id,
    payload: { word }
  })
})

/** The same for an invoice. What is read while a correction is on its way may be older: only its end takes it back. */
export const observeInvoice = Effect.fnUntraced(function* (id: FinancedInvoiceId, seen: PresentedInvoice) {
  const { invoice } = yield* Financings
  const { state } = yield* invoice(id, "hold")
  if (state !== "correcting" || seen.state.is !== "to-complete") yield* noteInvoice(id, seen, "presenting")
})

/** Notes how a correction ended; refused, the invoice is as it was, and says why. */
export const endCorrection = Effect.fnUntraced(function* (
  id: FinancedInvoiceId,
  ended: Exclude<Ended<PresentedInvoice>, { readonly _tag: "Unknown" }>
) {
  if (ended._tag === "Succeeded") return yield* noteInvoice(id, ended.settlement.outcome, "correcting")
  const financings = yield* Financings
  const events = yield* Events
  const { reference, state, word } = yield* financings.invoice(id, "hold")
  if (state !== "correcting") return
  const { refusal } = ended
  yield* financings.setInvoice(id, { state: "to-complete", word, reference, reason: refusal })
  yield* events.publish({
    type: "financing.invoice.to_complete",
    entityId: id,
    payload: { word, code: refusal.code }
  })
})

const noteInvoice = Effect.fnUntraced(function* (
  id: FinancedInvoiceId,
  seen: PresentedInvoice,
  from: FinancedInvoiceState
) {
  const financings = yield* Financings
  const events = yield* Events
  const now = yield* financings.invoice(id, "hold")
  const { word } = seen.state
  const arrival = { from, to: "submitted" } as const
  const state = movedBy(financedInvoiceTransitions, now.state, seen.state, arrival)
  if (state === undefined) return
  const { reason: text, reference } = seen
  const reason: Reason | null = text === null ? null : { code: word, fr: text, en: text }
  yield* financings.setInvoice(id, { state, word, reference, reason })
  if (state === now.state) return
  yield* events.publish({
    type: `financing.invoice.${state.replaceAll("-", "_")}`,
    entityId: id,
    payload: { word }
  })
})

import { Effect } from "effect"
import { Financings } from "../../../../ports/finance/Financings.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { IllegalTransition } from "../../../shared/errors.ts"
import { Ids } from "../../../shared/Uuid.ts"
import { openIntent } from "../../providers/usecases/index.ts"
import {
  AdvanceId,
  AdvanceTooLarge,
  type FinancedInvoice,
  type NewAdvance,
  requestAdvanceKind
} from "../model/index.ts"

/** Asks for money on an invoice that the financer has. An invoice is financed once, however many ask at once. */
export const requestAdvance = Effect.fn("financing.requestAdvance")(function* (advance: NewAdvance) {
  const { write } = yield* UnitOfWork
  const financings = yield* Financings
  const events = yield* Events
  const id = AdvanceId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  return yield* write(
    Effect.gen(function* () {
      const invoice = yield* financings.invoice(advance.financedInvoiceId, "hold")
      yield* mayFinance(invoice, advance)
      const added = yield* financings.addAdvance(id, advance)
      yield* openIntent(requestAdvanceKind, {
        connectionId: invoice.connectionId,
        businessKey: id,
        amount: advance.amount,
        payload: { advanceId: id }
      })
      yield* events.publish({
        type: "financing.advance.requested",
        entityId: id,
        payload: { invoice: invoice.number }
      })
      return added
    })
  )
})

const mayFinance = Effect.fnUntraced(function* (
  { id, reference, state, total }: FinancedInvoice,
  { amount }: NewAdvance
) {
  if (reference === null || (state !== "submitted" && state !== "verified")) {
    return yield* new IllegalTransition({
      entity: "FinancedInvoice",
      id,
      from: state,
      attempted: "financed",
      allowed: []
    })
  }
  if (amount.currency !== total.currency || amount.minor > total.minor) {
    return yield* new AdvanceTooLarge({ asked: amount, total })
  }
})

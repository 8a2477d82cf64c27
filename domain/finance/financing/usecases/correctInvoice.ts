import { Effect, Option } from "effect"
import { Financings } from "../../../../ports/finance/Financings.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { IllegalTransition, VersionConflict } from "../../../shared/errors.ts"
import { openIntent } from "../../providers/usecases/index.ts"
import {
  type Advance,
  AdvanceTooLarge,
  correctInvoiceKind,
  type FinancedInvoice,
  type FinancedInvoiceId,
  financedInvoiceTransitions,
  InvoiceAlreadyFinanced,
  type InvoiceCorrection
} from "../model/index.ts"
import { namedCustomer } from "./namedCustomer.ts"

/** Corrects an invoice that its financer wants corrected and submits it again, if it is at `version`. */
export const correctInvoice = Effect.fn("financing.correctInvoice")(function* (
  id: FinancedInvoiceId,
  version: number,
  correction: InvoiceCorrection
) {
  const { write } = yield* UnitOfWork
  const financings = yield* Financings
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const invoice = yield* financings.invoice(id, "hold")
      const reference = yield* mayCorrect(invoice, version)
      const advance = yield* financings.advanceOn(id)
      if (Option.isSome(advance)) yield* stillCovers(advance.value, correction)
      const restated = yield* financings.restateInvoice(id, yield* namedCustomer(correction))
      yield* openIntent(correctInvoiceKind, {
        connectionId: invoice.connectionId,
        businessKey: `${id}:${version}`,
        amount: correction.total,
        payload: { financedInvoiceId: id, reference }
      })
      yield* events.publish({
        type: "financing.invoice.correcting",
        entityId: id,
        payload: { number: correction.number }
      })
      return restated
    })
  )
})

/** Answers what the financer calls it. */
const mayCorrect = Effect.fnUntraced(function* (invoice: FinancedInvoice, version: number) {
  const { id, reference, state } = invoice
  if (invoice.version !== version) {
    return yield* new VersionConflict({ entity: "FinancedInvoice", id, current: invoice.version })
  }
  if (reference !== null && state === "to-complete") return reference
  const allowed = financedInvoiceTransitions[state].filter((next) => next !== "correcting")
  return yield* new IllegalTransition({
    entity: "FinancedInvoice",
    id,
    from: state,
    attempted: "correcting",
    allowed
  })
})

/** Money that has left stands on the invoice as it was; money that was asked for must still fit it. */
const stillCovers = Effect.fnUntraced(function* (
  { amount, id, state }: Advance,
  { total }: InvoiceCorrection
) {
  if (["paid-out", "fees-due", "in-trouble", "repaid"].includes(state)) {
    return yield* new InvoiceAlreadyFinanced({ advanceId: id, state })
  }
  if (amount.currency !== total.currency || amount.minor > total.minor) {
    return yield* new AdvanceTooLarge({ asked: amount, total })
  }
})

import { Effect } from "effect"
import { Financings } from "../../../../ports/finance/Financings.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { IllegalTransition, VersionConflict } from "../../../shared/errors.ts"
import { openIntent } from "../../providers/usecases/index.ts"
import { type FinancedInvoiceId, financedInvoiceTransitions, withdrawInvoiceKind } from "../model/index.ts"

/** Asks the financer to forget an invoice, if it is at `version`; it says no when the invoice is financed. */
export const withdrawInvoice = Effect.fn("financing.withdrawInvoice")(function* (
  id: FinancedInvoiceId,
  version: number
) {
  const { write } = yield* UnitOfWork
  const financings = yield* Financings
  return yield* write(
    Effect.gen(function* () {
      const invoice = yield* financings.invoice(id, "hold")
      if (invoice.version !== version) {
        return yield* new VersionConflict({ entity: "FinancedInvoice", id, current: invoice.version })
      }
      const allowed = financedInvoiceTransitions[invoice.state]
      if (invoice.reference === null || !allowed.includes("withdrawn")) {
        return yield* new IllegalTransition({
          entity: "FinancedInvoice",
          id,
          from: invoice.state,
          attempted: "withdrawn",
          allowed: allowed.filter((state) => state !== "withdrawn")
        })
      }
      return yield* openIntent(withdrawInvoiceKind, {
        connectionId: invoice.connectionId,
        businessKey: id,
        amount: null,
        payload: { financedInvoiceId: id, reference: invoice.reference }
      })
    })
  )
})

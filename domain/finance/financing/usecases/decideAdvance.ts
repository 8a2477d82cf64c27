import { Effect } from "effect"
import { Financings } from "../../../../ports/finance/Financings.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { IllegalTransition, VersionConflict } from "../../../shared/errors.ts"
import { openIntent } from "../../providers/usecases/index.ts"
import { type AdvanceDecision, type AdvanceId, type AdvanceState, decideAdvanceKind } from "../model/index.ts"

/** From where the company may decide what; the financer has the last word. */
const decidable: Readonly<Record<AdvanceDecision["_tag"], ReadonlyArray<AdvanceState>>> = {
  Validate: ["in-review", "to-validate"],
  Cancel: ["to-validate", "validated", "scheduled"],
  Reschedule: ["paid-out", "fees-due", "in-trouble"]
}

/** Accepts an offer, cancels before the money leaves, or moves the day of repayment, if the advance is at `version`. */
export const decideAdvance = Effect.fn("financing.decideAdvance")(function* (
  id: AdvanceId,
  version: number,
  decision: AdvanceDecision
) {
  const { write } = yield* UnitOfWork
  const financings = yield* Financings
  return yield* write(
    Effect.gen(function* () {
      const advance = yield* financings.advance(id, "hold")
      const { amount, financedInvoiceId, reference, state } = advance
      if (advance.version !== version) {
        return yield* new VersionConflict({ entity: "Advance", id, current: advance.version })
      }
      if (reference === null || !decidable[decision._tag].includes(state)) {
        const possible = Object.entries(decidable).filter(([, from]) => from.includes(state))
        return yield* new IllegalTransition({
          entity: "Advance",
          id,
          from: state,
          attempted: decision._tag.toLowerCase(),
          allowed: reference === null ? [] : possible.map(([name]) => name.toLowerCase())
        })
      }
      const { connectionId } = yield* financings.invoice(financedInvoiceId)
      const on = decision._tag === "Reschedule" ? `:${decision.repayOn}` : ""
      return yield* openIntent(decideAdvanceKind, {
        connectionId,
        businessKey: `${id}:${decision._tag.toLowerCase()}${on}`,
        amount,
        payload: { advanceId: id, reference, decision }
      })
    })
  )
})

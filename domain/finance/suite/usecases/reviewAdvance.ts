import { Effect, Option } from "effect"
import { FinancialEvents } from "../../../../ports/finance/FinancialEvents.ts"
import { Financings } from "../../../../ports/finance/Financings.ts"
import type { ReviewTask } from "../../../platform/processes/model/index.ts"
import { type AdvanceId, postingsOf } from "../../financing/model/index.ts"
import type { AdvanceInput } from "../model/index.ts"
import { requestedAdvance } from "./requestStep.ts"
import { reviewMoney } from "./reviewMoney.ts"

/** Whether what the financer's journal has put on the clearing accounts for an advance has left them again. */
export const reviewAdvance = Effect.fn("suite.reviewAdvance")(function* ({
  processId,
  subjects
}: ReviewTask<AdvanceInput>) {
  const id = yield* requestedAdvance(subjects["request"])
  return id === null ? true : yield* reviewMoney(processId, yield* entriesOf(id))
})

const entriesOf = Effect.fnUntraced(function* (id: AdvanceId) {
  const { advance, invoice, journalOf } = yield* Financings
  const { findBySender } = yield* FinancialEvents
  const { financedInvoiceId, reference } = yield* Effect.orDie(advance(id))
  const financed = yield* Effect.orDie(invoice(financedInvoiceId))
  const facts = reference === null ? [] : yield* journalOf(financed.connectionId, reference)
  const kept = yield* Effect.forEach(
    facts.flatMap((fact) => postingsOf(fact, financed)),
    (event) => findBySender(event.id)
  )
  return kept.flatMap(Option.toArray).map(({ entryId }) => entryId)
})

import { Effect } from "effect"
import { Payments } from "../../../../ports/finance/Payments.ts"
import type { ReviewTask } from "../../../platform/processes/model/index.ts"
import type { Collection } from "../model/index.ts"
import { reviewMoney } from "./reviewMoney.ts"
import { forgetTokens } from "./sourceTokens.ts"
import { takenPayment } from "./takeStep.ts"

/**
 * Whether the money of a collection that has ended is where it belongs: paid out by the gateway, or given back. Tokens
 * that it never needed are destroyed.
 */
export const reviewCollection = Effect.fn("suite.reviewCollection")(function* ({
  input,
  processId,
  subjects
}: ReviewTask<Collection>) {
  yield* forgetTokens(input.sources)
  const { find } = yield* Payments
  const paymentId = yield* takenPayment(subjects["take"])
  if (paymentId === null) return true
  const { operations } = yield* Effect.orDie(find(paymentId))
  const entryIds = operations.flatMap(({ entryId }) => (entryId === null ? [] : [entryId]))
  return yield* reviewMoney(processId, entryIds)
})

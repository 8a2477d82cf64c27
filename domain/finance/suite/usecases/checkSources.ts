import { Effect } from "effect"
import { PaymentMethods } from "../../../../ports/finance/PaymentMethods.ts"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import type { CollectInput } from "../model/index.ts"

/** Fails with `NotFound` when the company has not every connection and payment method that the sources name. */
export const checkSources = Effect.fnUntraced(function* ({ sources }: CollectInput) {
  const connections = yield* ProviderConnections
  const methods = yield* PaymentMethods
  for (const { connectionId, paymentMethodId } of sources) {
    yield* connections.find(connectionId)
    if (paymentMethodId !== undefined) yield* methods.find(paymentMethodId)
  }
})

import { Effect } from "effect"
import { BankRequests } from "../../../../../ports/finance/BankRequests.ts"
import { afterMandate, type ProviderAccount } from "../../model/index.ts"
import { advanceRequest } from "./advanceRequest.ts"

/** What a reading of an account says of the mandates about which something was asked, in the running unit of work. */
export const followMandates = Effect.fnUntraced(function* ({ connectionId, mandates }: ProviderAccount) {
  const { holdAbout } = yield* BankRequests
  const shown = new Map(mandates.map((one) => [one.reference, one]))
  for (const request of yield* holdAbout(connectionId, [...shown.keys()])) {
    const mandate = shown.get(request.subject)
    if (mandate !== undefined) yield* advanceRequest(request, afterMandate(request, mandate))
  }
})

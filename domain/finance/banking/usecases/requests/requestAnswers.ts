import { DateTime, Effect } from "effect"
import type { BankingProvider } from "../../../../../ports/finance/BankingProvider.ts"
import { BankRequests } from "../../../../../ports/finance/BankRequests.ts"
import type { Asked, Ended, IntentTask } from "../../../providers/model/index.ts"
import type { BankAnswer, BankRequest, BankRequestId, BankRequestToSend, Consent } from "../../model/index.ts"
import { advanceRequest } from "./advanceRequest.ts"

/** What an institution answered: done, or a consent to wait for. */
export const answered = (consent: Consent | null) => ({
  reference: consent?.reference ?? null,
  outcome: { state: consent === null ? "done" : "consent_pending", consent } satisfies BankAnswer
})

/** The consent that was opened under the key; `without` where there is none. */
export const consentOf = Effect.fnUntraced(function* (
  banking: BankingProvider,
  { connection, intent, key }: IntentTask<BankRequestToSend>,
  without: "Absent" | "Pending"
) {
  const since = DateTime.subtract(intent.createdAt, { minutes: 10 })
  const found = yield* banking.findConsent(connection, key, since)
  return found === null
    ? ({ _tag: without } satisfies Asked<BankAnswer>)
    : ({ _tag: "Found", settlement: answered(found) } satisfies Asked<BankAnswer>)
})

/** What an intent's end means for its request, in the running unit of work. */
export const requestEnded = Effect.fnUntraced(function* (id: BankRequestId, ended: Ended<BankAnswer>) {
  const { hold } = yield* BankRequests
  const request = yield* Effect.orDie(hold(id))
  yield* advanceRequest(request, afterEnd(request, ended))
})

const afterEnd = (request: BankRequest, ended: Ended<BankAnswer>): BankRequest => {
  switch (ended._tag) {
    case "Succeeded": {
      const { consent, state } = ended.settlement.outcome
      return { ...request, state, consent }
    }
    case "Refused":
      return { ...request, state: "refused", reason: ended.refusal }
    case "Unknown":
      return { ...request, state: "unknown" }
  }
}

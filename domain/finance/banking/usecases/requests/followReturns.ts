import { Effect } from "effect"
import { BankRequests } from "../../../../../ports/finance/BankRequests.ts"
import { ProviderAccounts } from "../../../../../ports/finance/ProviderAccounts.ts"
import type { ConnectionId } from "../../../providers/model/index.ts"
import { afterReturned, type ProvidedTransaction, type ProviderAccountId } from "../../model/index.ts"
import { advanceRequest } from "./advanceRequest.ts"

/** What movements that bring money back mean for the debits whose return was asked for, in the running unit of work. */
export const followReturns = Effect.fnUntraced(function* (
  connectionId: ConnectionId,
  accountId: ProviderAccountId,
  told: ReadonlyArray<ProvidedTransaction>
) {
  const returns = told.filter(({ isReturn }) => isReturn)
  const { holdAbout } = yield* BankRequests
  const { known } = yield* ProviderAccounts
  const asked = yield* holdAbout(
    connectionId,
    returns.flatMap(({ originReference }) => originReference ?? [])
  )
  for (const request of asked) {
    const [debit] = yield* known(accountId, [request.subject])
    if (debit === undefined) continue
    const after = returns.reduce((now, movement) => afterReturned(now, debit, movement), request)
    yield* advanceRequest(request, after)
  }
})

import { Effect } from "effect"
import { BankRequests } from "../../../../../ports/finance/BankRequests.ts"
import { afterMember, memberAbout, type ProviderAccount, subjectsOf } from "../../model/index.ts"
import { advanceRequest } from "../requests/advanceRequest.ts"

/** What a reading of an account says of the members about whom something was asked, in the running unit of work. */
export const followMembers = Effect.fnUntraced(function* ({
  connectionId,
  members = [],
  reference
}: ProviderAccount) {
  const { holdAbout } = yield* BankRequests
  const subjects = members.flatMap((one) => subjectsOf(reference, one))
  for (const request of yield* holdAbout(connectionId, subjects)) {
    const member = memberAbout(reference, members, request.subject)
    if (member !== undefined) yield* advanceRequest(request, afterMember(request, member))
  }
})

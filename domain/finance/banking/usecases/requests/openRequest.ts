import { Effect } from "effect"
import { BankRequests } from "../../../../../ports/finance/BankRequests.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { Ids } from "../../../../shared/Uuid.ts"
import { openIntent } from "../../../providers/usecases/index.ts"
import {
  type BankRequest,
  BankRequestId,
  bankRequestIntents,
  type BankRequestToSend,
  BankRequestUnderWay,
  type ProviderAccount
} from "../../model/index.ts"

/**
 * Asks the institution of an account that is held for something about one of its mandates, debits or members, in the running
 * unit of work. One request about it is open at most; a debit that came back never comes back again.
 */
export const openRequest = Effect.fnUntraced(function* (
  account: ProviderAccount,
  { consentReturnUrl, kind, subject }: Pick<BankRequest, "consentReturnUrl" | "kind" | "subject">,
  member?: BankRequestToSend["member"]
) {
  const requests = yield* BankRequests
  const events = yield* Events
  const { connectionId, id: providerAccountId, reference: accountReference } = account
  const open = (yield* requests.holdAbout(connectionId, [subject])).find(
    (one) => one.state !== "done" || one.kind === "return-debit"
  )
  if (open !== undefined) {
    return yield* new BankRequestUnderWay({ bankRequestId: open.id, state: open.state })
  }
  const id = BankRequestId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  const intent = yield* openIntent(bankRequestIntents[kind], {
    connectionId,
    businessKey: `bank-request:${id}`,
    amount: null,
    payload: {
      requestId: id,
      accountReference,
      subject,
      consentReturnUrl,
      ...(member === undefined ? {} : { member })
    }
  })
  const asked = yield* requests.add({
    id,
    providerAccountId,
    connectionId,
    kind,
    subject,
    member: member === undefined ? null : { email: member.invitee?.email ?? null, rights: member.rights },
    consentReturnUrl,
    intentId: intent.id
  })
  yield* events.publish({ type: "banking.request.asked", entityId: id, payload: { kind } })
  return asked
})

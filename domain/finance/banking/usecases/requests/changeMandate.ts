import { Effect } from "effect"
import { ProviderAccounts } from "../../../../../ports/finance/ProviderAccounts.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { MandateNotChangeable, MandateNotThere, type NewMandateChange } from "../../model/index.ts"
import { openRequest } from "./openRequest.ts"

/** Asks the institution to let nothing be debited under a mandate, or to let it be again. */
export const changeMandate = Effect.fn("banking.changeMandate")(function* ({
  consentReturnUrl,
  mandateReference,
  providerAccountId,
  to
}: NewMandateChange) {
  const { write } = yield* UnitOfWork
  const accounts = yield* ProviderAccounts
  return yield* write(
    Effect.gen(function* () {
      yield* accounts.find(providerAccountId)
      const account = yield* accounts.hold(providerAccountId)
      const mandate = account.mandates.find(({ reference }) => reference === mandateReference)
      if (mandate === undefined) return yield* new MandateNotThere({ mandateReference })
      const from = to === "suspended" ? "enabled" : "suspended"
      if (mandate.state.is !== from) {
        return yield* new MandateNotChangeable({ mandateReference, state: mandate.state.word, to })
      }
      const kind = to === "suspended" ? "suspend-mandate" : "resume-mandate"
      return yield* openRequest(account, { kind, subject: mandateReference, consentReturnUrl })
    })
  )
})

import { Effect } from "effect"
import { ProviderAccounts } from "../../../../../ports/finance/ProviderAccounts.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { NotFound } from "../../../../shared/errors.ts"
import { DebitNotReturnable, type NewDebitReturn } from "../../model/index.ts"
import { openRequest } from "./openRequest.ts"

/** Asks the institution to bring a booked direct debit back. A person consents; what comes back is read, never assumed. */
export const returnDebit = Effect.fn("banking.returnDebit")(function* ({
  consentReturnUrl,
  providerAccountId,
  transactionReference
}: NewDebitReturn) {
  const { write } = yield* UnitOfWork
  const accounts = yield* ProviderAccounts
  return yield* write(
    Effect.gen(function* () {
      yield* accounts.find(providerAccountId)
      const account = yield* accounts.hold(providerAccountId)
      const [debit] = yield* accounts.known(providerAccountId, [transactionReference])
      if (debit === undefined) {
        return yield* new NotFound({ entity: "ProviderTransaction", id: transactionReference })
      }
      const { direction, isReturn, kind, state } = debit
      if (kind.is !== "direct-debit" || direction !== "out" || isReturn || state.is !== "booked") {
        return yield* new DebitNotReturnable({ transactionReference, kind: kind.word, state: state.word })
      }
      return yield* openRequest(account, {
        kind: "return-debit",
        subject: transactionReference,
        consentReturnUrl
      })
    })
  )
})

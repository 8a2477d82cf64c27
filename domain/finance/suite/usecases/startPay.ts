import { Effect } from "effect"
import { ProviderAccounts } from "../../../../ports/finance/ProviderAccounts.ts"
import { startProcess } from "../../../platform/processes/usecases/index.ts"
import { NewTransfer } from "../../banking/model/index.ts"
import { pay, type StartPay } from "../model/index.ts"
import { requestOf } from "./requestOf.ts"

/** Starts a payment by transfer, once under its business key. Fails with `NotFound` for what the company has not. */
export const startPay = Effect.fn("suite.startPay")(function* ({ businessKey, input }: typeof StartPay.Type) {
  const { find } = yield* ProviderAccounts
  yield* find(input.providerAccountId)
  const request = yield* requestOf(NewTransfer, input)
  return yield* startProcess(pay, { businessKey, request, input: Effect.succeed(input) })
})

import { Effect } from "effect"
import { ProviderAccounts } from "../../../../../ports/finance/ProviderAccounts.ts"
import { Transfers } from "../../../../../ports/finance/Transfers.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { openIntent } from "../../../providers/usecases/index.ts"
import { orderCapability, orderIntents, type TransferId, transferStep } from "../../model/index.ts"

/** Asks the institution for the transfer, in the running unit of work: the intent commits with the transfer's step. */
export const placeOrder = Effect.fn("banking.placeOrder")(function* (id: TransferId) {
  const transfers = yield* Transfers
  const accounts = yield* ProviderAccounts
  const events = yield* Events
  const { payeeCheckToken, transfer } = yield* transfers.hold(id)
  const state = yield* Effect.fromResult(transferStep(transfer, "created"))
  const { amount, connectionId, consentReturnUrl, endToEndReference, label, payee } = transfer
  const { executionDate, route, speed } = transfer
  const { reference: accountReference } = yield* accounts.find(transfer.providerAccountId)
  const intent = yield* openIntent(orderIntents[orderCapability(transfer)], {
    connectionId,
    businessKey: `transfer:${id}`,
    amount,
    payload: {
      transferId: id,
      order: {
        accountReference,
        payee,
        route,
        amount,
        label,
        endToEndReference,
        speed,
        executionDate,
        payeeCheckToken,
        consentReturnUrl
      }
    }
  })
  const placed = yield* transfers.save({ ...transfer, state, awaitsApproval: false, intentId: intent.id })
  yield* events.publish({ type: "banking.transfer.created", entityId: id, payload: {} })
  return placed
})

import { Effect } from "effect"
import { MappedIbans } from "../../../../../ports/finance/MappedIbans.ts"
import { ProviderAccounts } from "../../../../../ports/finance/ProviderAccounts.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { VersionConflict } from "../../../../shared/errors.ts"
import { openIntent } from "../../../providers/usecases/index.ts"
import { cancelIbanIntent, ibanTransitions, type MappedIbanId, noIbanStep } from "../../model/index.ts"

/** Asks the institution to let nothing arrive on a virtual IBAN any more. What came on it stays mapped. */
export const cancelVirtualIban = Effect.fn("banking.cancelVirtualIban")(function* (
  id: MappedIbanId,
  version: number
) {
  const { write } = yield* UnitOfWork
  const ibans = yield* MappedIbans
  const accounts = yield* ProviderAccounts
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const mapped = yield* ibans.hold(id)
      if (mapped.version !== version) {
        return yield* new VersionConflict({ entity: "VirtualIban", id, current: mapped.version })
      }
      const { connectionId, reference, state } = mapped
      if (reference === null || !ibanTransitions[state].includes("cancelling")) {
        return yield* noIbanStep(mapped, "cancelling")
      }
      const account = yield* accounts.find(mapped.providerAccountId)
      const intent = yield* openIntent(cancelIbanIntent, {
        connectionId,
        businessKey: `cancel-virtual-iban:${id}`,
        amount: null,
        payload: { virtualIbanId: id, accountReference: account.reference, reference }
      })
      const saved = yield* ibans.save({ ...mapped, state: "cancelling", intentId: intent.id, reason: null })
      yield* events.publish({ type: "banking.virtual-iban.cancelling", entityId: id, payload: {} })
      return saved
    })
  )
})

import { DateTime, Effect } from "effect"
import { ProviderAccounts } from "../../../../../ports/finance/ProviderAccounts.ts"
import { StandingOrders } from "../../../../../ports/finance/StandingOrders.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { Ids } from "../../../../shared/Uuid.ts"
import { openIntent } from "../../../providers/usecases/index.ts"
import {
  AccountNotOpen,
  ExecutionDateNotAhead,
  type NewStandingOrder,
  type ProviderAccount,
  scheduleIntent,
  StandingOrderId,
  TransferCurrencyDiffers
} from "../../model/index.ts"

/** Asks the institution to pay the same amount again and again. It checks the payee, and a person consents there. */
export const scheduleStandingOrder = Effect.fn("banking.scheduleStandingOrder")(function* (
  wanted: NewStandingOrder
) {
  const { write } = yield* UnitOfWork
  const accounts = yield* ProviderAccounts
  const orders = yield* StandingOrders
  const events = yield* Events
  const id = StandingOrderId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  const { consentReturnUrl, ...order } = { ...wanted, lastDate: wanted.lastDate ?? null }
  const { providerAccountId, ...terms } = order
  return yield* write(
    Effect.gen(function* () {
      const account = yield* accounts.find(providerAccountId)
      yield* mayPay(account, wanted)
      const { connectionId, reference: accountReference } = account
      const intent = yield* openIntent(scheduleIntent, {
        connectionId,
        businessKey: `standing-order:${id}`,
        amount: wanted.amount,
        payload: {
          standingOrderId: id,
          order: { ...terms, accountReference, mark: id.replaceAll("-", ""), consentReturnUrl }
        }
      })
      const made = yield* orders.add({ ...order, id, connectionId, consentReturnUrl, intentId: intent.id })
      yield* events.publish({ type: "banking.standing-order.asked", entityId: id, payload: {} })
      return made
    })
  )
})

const mayPay = Effect.fnUntraced(function* (
  { currency, id, state }: ProviderAccount,
  { amount, firstDate }: NewStandingOrder
) {
  if (state.is !== "open") return yield* new AccountNotOpen({ providerAccountId: id, state: state.word })
  if (amount.currency !== currency) {
    return yield* new TransferCurrencyDiffers({ account: currency, asked: amount.currency })
  }
  const today = LocalDate.make(
    DateTime.formatIsoDate(DateTime.setZoneNamedUnsafe(yield* DateTime.now, "Europe/Paris"))
  )
  if (firstDate <= today) return yield* new ExecutionDateNotAhead({ asked: firstDate, today })
})

import { DateTime, Effect } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import {
  AccountNotOpen,
  ExecutionDateNotAhead,
  type NewTransfer,
  type ProviderAccount,
  TransferCurrencyDiffers
} from "../../model/index.ts"

/** Whether money may leave this account so: it is open, in this currency, and the day is ahead. */
export const mayLeave = Effect.fnUntraced(function* (
  { currency, id, state }: ProviderAccount,
  { amount, executionDate }: Pick<NewTransfer, "amount" | "executionDate">
) {
  if (state.is !== "open") return yield* new AccountNotOpen({ providerAccountId: id, state: state.word })
  if (amount.currency !== currency) {
    return yield* new TransferCurrencyDiffers({ account: currency, asked: amount.currency })
  }
  const today = LocalDate.make(
    DateTime.formatIsoDate(DateTime.setZoneNamedUnsafe(yield* DateTime.now, "Europe/Paris"))
  )
  if (executionDate !== undefined && executionDate <= today) {
    return yield* new ExecutionDateNotAhead({ asked: executionDate, today })
  }
})

import { Effect } from "effect"
import type { BankingProvider } from "../../../../../ports/finance/BankingProvider.ts"
import { StandingOrders } from "../../../../../ports/finance/StandingOrders.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import type { OpenConnection } from "../../../providers/model/index.ts"
import { afterStanding, afterStandingConsent, type StandingOrder } from "../../model/index.ts"
import { advanceStandingOrder } from "./advanceStandingOrder.ts"

/** Reads a standing order that the institution knows, and its consent while it waits; answers how it is written. */
export const standingOrderNow = Effect.fnUntraced(function* (
  banking: BankingProvider,
  connection: OpenConnection,
  { id, reference }: Pick<StandingOrder, "id" | "reference">
) {
  const { write } = yield* UnitOfWork
  const { hold } = yield* StandingOrders
  if (reference === null) return Effect.void
  const shown = yield* banking.standingOrder(connection, reference)
  const consent = shown.consent === null ? null : yield* banking.consent(connection, shown.consent.reference)
  return write(
    Effect.gen(function* () {
      const order = yield* Effect.orDie(hold(id))
      const after = afterStanding(order, shown)
      yield* advanceStandingOrder(order, consent === null ? after : afterStandingConsent(after, consent))
    })
  )
})

/** Reads the standing orders of a connection that have not ended, and writes what was read. */
export const readStandingOrders = Effect.fnUntraced(function* (
  banking: BankingProvider,
  connection: OpenConnection
) {
  const { living } = yield* StandingOrders
  for (const order of yield* living(connection.id)) yield* yield* standingOrderNow(banking, connection, order)
})

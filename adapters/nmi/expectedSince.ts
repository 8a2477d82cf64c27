import { DateTime, Effect, Schema } from "effect"
import { gatewayVersion, type GatewayPayment } from "../../domain/finance/payments/model/index.ts"
import type { ExpectedNotification } from "../../domain/finance/notifications/model/index.ts"
import { IntentId } from "../../domain/finance/providers/model/index.ts"
import { EUR } from "../../domain/shared/Money.ts"
import type { ProviderAdapter } from "../../ports/finance/ProviderAdapters.ts"
import type { ProviderHttp } from "../../ports/platform/ProviderHttp.ts"
import { compactTime, gatewayPayments } from "./gatewayPayment.ts"
import { everyPage, query } from "./query.ts"
import { refuseTestMode } from "./testMode.ts"

/** How far behind the gateway is asked: a batch settles later what was taken, and dates nothing that we could ask by. */
const settlesWithin = { days: 3 }

/**
 * What NMI should have notified: the gateway keeps no log of events, so each payment of the time is expected at the
 * version in which it is. Only what carries an order reference of ours: an account may serve other shops too.
 */
export const expectedSince =
  (
    http: ProviderHttp["Service"],
    simulator: string | undefined
  ): NonNullable<ProviderAdapter["expectedSince"]> =>
  (connection, since) =>
    Effect.gen(function* () {
      const ask = query(http, simulator)
      yield* refuseTestMode(ask, connection, "payments.sale")
      const pages = everyPage(ask)
      const start_date = compactTime(DateTime.subtract(since, settlesWithin))
      const found = yield* pages(connection, "payments.sale", { start_date }, "transaction")
      const payments = yield* gatewayPayments(found, EUR)
      return payments.filter(({ orderReference }) => isOurs(orderReference)).flatMap(expected)
    })

const isOurs = Schema.is(IntentId)

const expected = (payment: GatewayPayment): ReadonlyArray<ExpectedNotification> => {
  const last = payment.actions.at(-1)
  if (last === undefined) return []
  return [
    {
      eventId: null,
      type: `transaction.${last.kind.word}.${last.succeeded ? "success" : "failure"}`,
      resourceId: payment.reference,
      occurredAt: last.at,
      asOf: gatewayVersion(payment)
    }
  ]
}

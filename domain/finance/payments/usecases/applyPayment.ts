import { Effect, Option } from "effect"
import { GatewaySubscriptions } from "../../../../ports/finance/GatewaySubscriptions.ts"
import { type PaymentFile, Payments } from "../../../../ports/finance/Payments.ts"
import { EUR } from "../../../shared/Money.ts"
import { notificationApplier } from "../../notifications/model/index.ts"
import type { OpenConnection } from "../../providers/model/index.ts"
import { askedNow } from "../../providers/usecases/index.ts"
import { type GatewayPayment, gatewayVersion } from "../model/index.ts"
import type { AppliedPorts } from "./AppliedPorts.ts"
import { followElsewhere } from "./followElsewhere.ts"
import { gatewayOf } from "./gatewayOf.ts"
import { afterAll, isUnreal, stopUnreal } from "./refuseTestMode.ts"
import { requestGatewayReading } from "./subscriptions/followGatewaySubscription.ts"

/**
 * What a notification about a payment brings, read again at the gateway: the end of what we asked for and have no answer
 * to; then what was done there by another hand; then its settlement. A payment that is not ours changes nothing, and one
 * that nobody pays, of a live account in test mode, stops its connection.
 */
export const applyPayment = notificationApplier<AppliedPorts>({
  concern: "payments.payment",
  read: ({ reference }, connection, { type }) =>
    Effect.gen(function* () {
      if (isUnreal(connection, type)) {
        return { _tag: "Apply", asOf: afterAll, write: stopUnreal(connection) } as const
      }
      const { findByReference } = yield* gatewayOf(connection, "payments.sale")
      const { atGateway } = yield* Payments
      const seen = yield* findByReference(connection, reference, EUR)
      if (seen === null) return { _tag: "Ignored", reason: "the gateway has no such payment" } as const
      const known = yield* atGateway(connection.id, seen)
      if (Option.isNone(known)) return yield* ofAnotherHand(connection, seen)
      const ends = yield* endsOfOperations(known.value, connection)
      const write = Effect.andThen(
        Effect.all(ends, { discard: true }),
        followElsewhere(known.value.payment.id, seen)
      )
      return { _tag: "Apply", asOf: gatewayVersion(seen), write } as const
    })
})

/** The ends of what was asked of the gateway for the payment, where it can tell them now. */
const endsOfOperations = Effect.fnUntraced(function* (
  { operations }: PaymentFile,
  connection: OpenConnection
) {
  const open = operations.filter(({ state }) => state === "open" || state === "unknown")
  const asked = yield* Effect.forEach(open, ({ intentId }) =>
    intentId === null ? Effect.succeed(Option.none()) : askedNow(intentId, connection)
  )
  return asked.flatMap(Option.toArray)
})

/** What is none of our payments may be a charge of a subscription that the gateway keeps; else it is another shop's. */
const ofAnotherHand = Effect.fnUntraced(function* ({ id }: OpenConnection, seen: GatewayPayment) {
  const { followedAt } = yield* GatewaySubscriptions
  const followed = yield* followedAt(id)
  if (followed.length === 0) return { _tag: "Ignored", reason: "not a payment of ours" } as const
  const write = Effect.forEach(followed, (one) => requestGatewayReading(one.id), { discard: true })
  return { _tag: "Apply", asOf: gatewayVersion(seen), write } as const
})

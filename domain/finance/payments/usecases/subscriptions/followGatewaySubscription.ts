import { Effect } from "effect"
import { GatewaySubscriptions } from "../../../../../ports/finance/GatewaySubscriptions.ts"
import { ProviderConnections } from "../../../../../ports/finance/ProviderConnections.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { requestJobOnce } from "../../../../platform/jobs/usecases/index.ts"
import { AlreadyExists, VersionConflict } from "../../../../shared/errors.ts"
import { TenantScope } from "../../../../shared/TenantScope.ts"
import { Ids } from "../../../../shared/Uuid.ts"
import {
  GatewaySubscriptionId,
  type NewGatewaySubscription,
  readGatewaySubscriptionKind
} from "../../model/index.ts"
import { refuseCardNumbers } from "../refuseCardNumbers.ts"

/** Has what a gateway takes for a subscription that it keeps recorded as payments, from now on and back. */
export const followGatewaySubscription = Effect.fn("payments.followGatewaySubscription")(function* (
  wanted: NewGatewaySubscription
) {
  const { write } = yield* UnitOfWork
  const subscriptions = yield* GatewaySubscriptions
  const events = yield* Events
  yield* refuseCardNumbers(wanted.label, wanted.reference, wanted.party?.label)
  return yield* write(
    Effect.gen(function* () {
      const { party = null, ...rest } = wanted
      yield* Effect.flatMap(ProviderConnections, ({ find }) => find(wanted.connectionId))
      const id = GatewaySubscriptionId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
      if (!(yield* subscriptions.add({ id, party, ...rest }))) {
        return yield* new AlreadyExists({ entity: "GatewaySubscription", key: wanted.reference })
      }
      yield* events.publish({ type: "payments.gateway_subscription.followed", entityId: id, payload: {} })
      return yield* Effect.orDie(subscriptions.find(id))
    })
  )
})

/** Follows a subscription of a gateway no more, or again; what was recorded stays. */
export const setGatewaySubscription = Effect.fn("payments.setGatewaySubscription")(function* (
  id: GatewaySubscriptionId,
  version: number,
  state: "followed" | "left"
) {
  const { write } = yield* UnitOfWork
  const { find, hold, setState } = yield* GatewaySubscriptions
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const { version: current } = yield* hold(id)
      if (current !== version)
        return yield* new VersionConflict({ entity: "GatewaySubscription", id, current })
      yield* setState(id, state)
      yield* events.publish({ type: `payments.gateway_subscription.${state}`, entityId: id, payload: {} })
      return yield* find(id)
    })
  )
})

/** Asks for what a gateway took to be read: whoever tells that there is something need not hold the right to record it. */
export const requestGatewayReading = (gatewaySubscriptionId: GatewaySubscriptionId) =>
  Effect.orDie(requestJobOnce(readGatewaySubscriptionKind, { gatewaySubscriptionId }, "waiting")).pipe(
    Effect.updateService(TenantScope, (scope) => ({
      ...scope,
      permissions: new Set(readGatewaySubscriptionKind.permissions)
    }))
  )

import { Effect, Option } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { NotificationId } from "../../../domain/finance/notifications/model/index.ts"
import {
  endAddress,
  openAddress,
  replayNotification,
  replayRange,
  requestScan
} from "../../../domain/finance/notifications/usecases/index.ts"
import { NotificationAddresses } from "../../../ports/finance/NotificationAddresses.ts"
import { Notifications } from "../../../ports/finance/Notifications.ts"
import { ProviderConnections } from "../../../ports/finance/ProviderConnections.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"

export const notificationsHandlers = HttpApiBuilder.group(Api, "notifications", (handlers) =>
  handlers.handleAll({
    addresses: ({ params: { connectionId } }) =>
      Effect.gen(function* () {
        yield* Effect.flatMap(ProviderConnections, ({ find }) => find(connectionId))
        return yield* Effect.flatMap(NotificationAddresses, ({ ofConnection }) => ofConnection(connectionId))
      }),
    openAddress: ({ params, payload }) => openAddress(params.connectionId, payload),
    endAddress: ({ params }) => endAddress(params.notificationAddressId),
    scanNotifications: ({ params }) => requestScan(params.connectionId),
    notifications: ({ query: { connectionId, state, ...page } }) =>
      Effect.flatMap(Notifications, ({ list }) =>
        pageOf(
          cursor,
          page,
          ({ id }) => id,
          (limit, after) =>
            list({
              limit,
              after,
              state: Option.fromUndefinedOr(state),
              connectionId: Option.fromUndefinedOr(connectionId)
            })
        )
      ),
    notification: ({ params }) => Effect.flatMap(Notifications, ({ byId }) => byId(params.notificationId)),
    replayNotification: ({ params }) => replayNotification(params.notificationId),
    replayNotifications: ({ payload }) => replayRange(payload)
  })
)

const cursor = cursorOf(NotificationId)

import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  NewNotificationAddress,
  Notification,
  NotificationAddress,
  NotificationAddressId,
  NotificationId,
  NotificationRange,
  NotificationState
} from "../../../domain/finance/notifications/model/index.ts"
import { ConnectionId } from "../../../domain/finance/providers/model/index.ts"
import { RequestedJob } from "../../../domain/platform/jobs/model/index.ts"
import { Credential } from "../contract/Credential.ts"
import { IllegalTransitionProblem, NotFoundProblem } from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { Requires, ShownOnce, WriteHeaders } from "../contract/rules.ts"
import { NotNotifiedProblem, ProofSecretMissingProblem } from "./notifications.problems.ts"

const OpenedAddress = Schema.Struct({
  address: NotificationAddress,
  path: Schema.NullOr(Schema.String).annotate({
    description:
      "The path, under this service's own address, to give to the provider; shown in this answer only",
    examples: ["/v2/hooks/in/swan/q3tN5rYx0m2vJ8uKc7LhW1sZ4aBfE6dGpTnQiRoXyUw"]
  })
}).annotate({ identifier: "OpenedNotificationAddress" })

const Replayed = Schema.Struct({
  replayed: Schema.Int,
  more: Schema.Boolean.annotate({ description: "The range holds more: send it again once these have ended" })
}).annotate({ identifier: "ReplayedNotifications", examples: [{ replayed: 12, more: false }] })

const ofConnection = { connectionId: ConnectionId }

export class NotificationsApi extends HttpApiGroup.make("notifications")
  .add(
    HttpApiEndpoint.get("addresses", "/finance/connections/:connectionId/notification-addresses", {
      params: ofConnection,
      success: Schema.Array(NotificationAddress),
      error: NotFoundProblem
    })
      .annotate(Requires, "providers:read")
      .annotate(OpenApi.Summary, "The addresses at which a provider delivers its notifications"),
    HttpApiEndpoint.post("openAddress", "/finance/connections/:connectionId/notification-addresses", {
      params: ofConnection,
      headers: WriteHeaders,
      payload: NewNotificationAddress,
      success: OpenedAddress.pipe(HttpApiSchema.status(201)),
      error: [NotFoundProblem, NotNotifiedProblem, ProofSecretMissingProblem]
    })
      .annotate(Requires, "providers:admin")
      .annotate(ShownOnce, ["path"])
      .annotate(OpenApi.Summary, "Open a new address for a provider; those before it go on for the overlap"),
    HttpApiEndpoint.post("endAddress", "/finance/notification-addresses/:notificationAddressId/end", {
      params: { notificationAddressId: NotificationAddressId },
      headers: WriteHeaders,
      success: NotificationAddress,
      error: NotFoundProblem
    })
      .annotate(Requires, "providers:admin")
      .annotate(OpenApi.Summary, "End an address now; it answers as an unknown one from here on"),
    HttpApiEndpoint.post("scanNotifications", "/finance/connections/:connectionId/scan-notifications", {
      params: ofConnection,
      headers: WriteHeaders,
      success: RequestedJob.pipe(HttpApiSchema.status(202)),
      error: NotFoundProblem
    })
      .annotate(Requires, "providers:admin")
      .annotate(OpenApi.Summary, "Search now for notifications that never came; it is done by itself too"),
    HttpApiEndpoint.get("notifications", "/finance/notifications", {
      query: {
        ...PageQuery,
        state: Schema.optional(NotificationState),
        connectionId: Schema.optional(ConnectionId)
      },
      success: Page(Notification)
    })
      .annotate(Requires, "providers:read")
      .annotate(
        OpenApi.Summary,
        "What providers have notified, newest first; dead letters are in state dead"
      ),
    HttpApiEndpoint.get("notification", "/finance/notifications/:notificationId", {
      params: { notificationId: NotificationId },
      success: Notification,
      error: NotFoundProblem
    })
      .annotate(Requires, "providers:read")
      .annotate(OpenApi.Summary, "One notification, and what came of it"),
    HttpApiEndpoint.post("replayNotification", "/finance/notifications/:notificationId/replay", {
      params: { notificationId: NotificationId },
      headers: WriteHeaders,
      success: Notification,
      error: [IllegalTransitionProblem, NotFoundProblem]
    })
      .annotate(Requires, "providers:admin")
      .annotate(OpenApi.Summary, "Work at a notification that has ended again"),
    HttpApiEndpoint.post("replayNotifications", "/finance/notifications/replay", {
      headers: WriteHeaders,
      payload: NotificationRange,
      success: Replayed
    })
      .annotate(Requires, "providers:admin")
      .annotate(OpenApi.Summary, "Work at the ended notifications of a range again, 1,000 at most at a time")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Notifications of providers")
  .annotate(
    OpenApi.Description,
    "A provider delivers to `POST /v2/hooks/in/{provider}/{address}`, an unguessable address of one connection, without " +
      "a bearer credential. The proof is checked over the raw body, the notification is kept, and 200 is answered; it is worked at " +
      "afterwards: the resource is read again from the provider, and an older state is never applied after a newer one. " +
      "A second delivery of an event is counted and has no effect. What fails is tried again for about three days, then " +
      "waits as a dead letter. Every quarter of an hour, what never came is searched for."
  ) {}

import { Schema } from "effect"
import { jobKind } from "../../../platform/jobs/model/index.ts"
import { ConnectionId } from "../../providers/model/index.ts"

/** Works at the notifications of a connection that wait. What fails is tried again by a later job of this kind. */
export const processNotificationsKind = jobKind({
  name: "providers.process-notifications",
  payload: Schema.Struct({ connectionId: ConnectionId }),
  permissions: [],
  maxAttempts: 3
})

/** Asks a provider what it should have notified, and keeps what never came. */
export const scanNotificationsKind = jobKind({
  name: "providers.scan-notifications",
  payload: Schema.Struct({ connectionId: ConnectionId }),
  permissions: [],
  maxAttempts: 3
})

import { Schema } from "effect"
import { jobKind } from "../../../platform/jobs/model/index.ts"
import { ConnectionId } from "./Connection.ts"
import { IntentId } from "./Intent.ts"

/** Sends what an intent asks for. Tried for about four hours while nothing has left; then the intent is refused. */
export const performIntentKind = jobKind({
  name: "providers.perform-intent",
  payload: Schema.Struct({ intentId: IntentId }),
  permissions: [],
  maxAttempts: 60
})

/** Asks a provider what came of an intent whose outcome is unknown, closely for about eight hours: see `askingOf`. */
export const settleIntentKind = jobKind({
  name: "providers.settle-intent",
  payload: Schema.Struct({ intentId: IntentId }),
  permissions: [],
  maxAttempts: 100
})

/** Shows whether a connection's credentials work. */
export const testConnectionKind = jobKind({
  name: "providers.test-connection",
  payload: Schema.Struct({ connectionId: ConnectionId }),
  permissions: [],
  maxAttempts: 1
})

import { Config, Effect } from "effect"
import { publicReceivers, type ReceiverLimits } from "../../domain/platform/webhooks/model/index.ts"

/** `WEBHOOK_LOOPBACK=allowed` lets webhooks go to this machine, for tests and the demo; anything else does not. */
export const receiverLimits: Config.Config<ReceiverLimits> = Config.map(
  Config.withDefault(Config.String("WEBHOOK_LOOPBACK"), "refused"),
  (said) => ({ ...publicReceivers, loopback: said === "allowed" })
)

/** Nobody is to find out later that a service in production lets its companies reach its own machine. */
export const tellOfLoopback = ({ loopback }: ReceiverLimits) =>
  loopback
    ? Effect.logWarning("WEBHOOK_LOOPBACK=allowed: webhooks may be sent to this machine. Never in production")
    : Effect.void

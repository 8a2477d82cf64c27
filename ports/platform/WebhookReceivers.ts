import { Context } from "effect"
import { publicReceivers, type ReceiverLimits } from "../../domain/platform/webhooks/model/index.ts"

/** What receivers of webhooks may be, as the service is configured: public ones only, unless it is told. */
export const WebhookReceivers = Context.Reference<ReceiverLimits>("azals/ports/platform/WebhookReceivers", {
  defaultValue: () => publicReceivers
})

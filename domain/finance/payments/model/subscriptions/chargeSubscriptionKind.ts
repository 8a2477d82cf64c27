import { Schema } from "effect"
import { jobKind } from "../../../../platform/jobs/model/index.ts"
import { SubscriptionId } from "./Subscription.ts"

/** Looks at a subscription: what came of its last charge, and whether the next is due. */
export const chargeSubscriptionKind = jobKind({
  name: "payments.charge-subscription",
  payload: Schema.Struct({ subscriptionId: SubscriptionId }),
  permissions: ["payments:write"],
  maxAttempts: 5
})

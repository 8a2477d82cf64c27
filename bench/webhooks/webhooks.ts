import { Effect } from "effect"
import { intake } from "./intake.ts"
import { shuffled } from "./shuffled.ts"

/** Notifications: how many are accepted a second, and where shuffled and repeated ones end. */
export const webhooks = (options: {
  readonly rounds: number
  readonly seconds: number
  readonly events: number
}) => Effect.all({ intake: intake(options), shuffled: shuffled(options.events) })

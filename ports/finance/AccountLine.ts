import { Context, type Effect } from "effect"
import type { ConnectionPointer } from "./NotificationLine.ts"

/** Which enabled connections are due to have their accounts read: all that the engine knows. */
export class AccountLine extends Context.Service<
  AccountLine,
  {
    /** Those to be read now; they come again after an hour, and later where nothing came of it: after 8 hours at most. */
    readonly takeDue: (limit: number) => Effect.Effect<ReadonlyArray<ConnectionPointer>>
  }
>()("azals/ports/finance/AccountLine") {}

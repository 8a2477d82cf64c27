import { Context, type Effect } from "effect"
import type { ConnectionPointer } from "./NotificationLine.ts"

/** Which connections have invoices or advances that their financer may still change: all that the engine knows. */
export class FinancingLine extends Context.Service<
  FinancingLine,
  {
    /** Those to be read again now; they come again after an hour. */
    readonly takeDue: (limit: number) => Effect.Effect<ReadonlyArray<ConnectionPointer>>
  }
>()("azals/ports/finance/FinancingLine") {}

import { Effect } from "effect"
import { type OpenConnection, ProviderRefused } from "../../domain/finance/providers/model/index.ts"

/** Swan answers null for what it does not have, or does not show to these credentials. */
export const there = <A, B>(
  { provider }: OpenConnection,
  operation: string,
  found: A | null,
  read: (found: A) => B
) =>
  found === null
    ? Effect.fail(
        new ProviderRefused({ provider, operation, code: "NotFound", message: "nothing under this id" })
      )
    : Effect.succeed(read(found))

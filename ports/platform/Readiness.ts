import { Context, type Effect } from "effect"

/** `ready`: the database answers and is at the version of these sources, or a later one. */
export type ServiceState = "ready" | "unreachable" | "behind"

/** Whether the service can do its work now. Answers within two seconds. */
export class Readiness extends Context.Service<Readiness, { readonly state: Effect.Effect<ServiceState> }>()(
  "azals/ports/platform/Readiness"
) {}

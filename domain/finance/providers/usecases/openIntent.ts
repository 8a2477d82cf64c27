import { Effect, Schema } from "effect"
import { ProviderIntents } from "../../../../ports/finance/ProviderIntents.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { requestJob } from "../../../platform/jobs/usecases/index.ts"
import { PermissionDenied } from "../../../shared/errors.ts"
import type { Money } from "../../../shared/Money.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import { Ids } from "../../../shared/Uuid.ts"
import { type ConnectionId, IntentId, type IntentKind, performIntentKind } from "../model/index.ts"
import { mayAsk } from "./mayAsk.ts"

/** What is asked of a provider. `businessKey` names the business operation: it has one live intent at most. */
export interface WantedIntent<Payload> {
  readonly connectionId: ConnectionId
  readonly businessKey: string
  readonly amount: Money | null
  readonly payload: Payload
}

/**
 * Asks a provider for something that has an effect there, in the running unit of work: the intent and the job that
 * sends it commit with the business change, or not at all. Opened twice, it answers the first. Nothing is sent here.
 */
export const openIntent = Effect.fn("providers.openIntent")(function* <Name extends string, Payload, Outcome>(
  kind: IntentKind<Name, Payload, Outcome>,
  { amount, businessKey, connectionId, payload }: WantedIntent<Payload>
) {
  const { write } = yield* UnitOfWork
  const intents = yield* ProviderIntents
  const events = yield* Events
  yield* mayOpen(kind, connectionId)
  const id = IntentId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  const stored = yield* Effect.orDie(Schema.encodeEffect(Schema.toCodecJson(kind.payload))(payload))
  return yield* write(
    Effect.gen(function* () {
      const opened = yield* intents.open({
        id,
        kind: kind.name,
        connectionId,
        businessKey,
        amount,
        payload: stored
      })
      if (!opened.isNew) return opened.intent
      yield* requestJob(performIntentKind, { intentId: id })
      yield* events.publish({
        type: "providers.intent.opened",
        entityId: id,
        payload: { kind: kind.name, businessKey }
      })
      return opened.intent
    })
  )
})

const mayOpen = Effect.fnUntraced(function* (
  { capability, permissions: needed }: Pick<IntentKind<string, never, never>, "capability" | "permissions">,
  id: ConnectionId
) {
  const { permissions } = yield* TenantScope
  const missing = needed.find((permission) => !permissions.has(permission))
  if (missing !== undefined) return yield* new PermissionDenied({ permission: missing })
  yield* mayAsk(id, capability)
})

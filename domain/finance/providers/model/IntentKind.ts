import type { Schema } from "effect"
import type { Permission } from "../../../shared/Permission.ts"
import type { Capability } from "./Capability.ts"

/**
 * A kind of request with an effect at a provider: `<context>.<verb>`, what is asked for, what comes of it, and the
 * capability that the provider must have. Neither payload nor outcome may hold a secret or a card number. Who opens
 * one must hold `permissions`, and its settlement then acts with these rights only.
 */
export interface IntentKind<Name extends string, Payload, Outcome> {
  readonly name: Name
  readonly payload: Schema.Codec<Payload, unknown>
  readonly outcome: Schema.Codec<Outcome, unknown>
  readonly capability: Capability
  readonly permissions: ReadonlyArray<Permission>
}

/** Declares a kind of intent. The edge knows the kind; only a worker knows its performer. */
export const intentKind = <Name extends string, Payload, Outcome>(
  kind: IntentKind<Name, Payload, Outcome>
): IntentKind<Name, Payload, Outcome> => kind

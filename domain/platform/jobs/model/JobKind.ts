import type { Schema } from "effect"
import type { Permission } from "../../../shared/Permission.ts"

/**
 * A kind of work: its name (`<context>.<verb>`), what it is given, and the rights that its work needs. Who requests
 * a job must hold those rights; the job then acts with these rights only. `maxAttempts` counts the first one.
 */
export interface JobKind<Name extends string, Payload> {
  readonly name: Name
  readonly payload: Schema.Codec<Payload, unknown>
  readonly permissions: ReadonlyArray<Permission>
  readonly maxAttempts: number
}

/** Declares a kind of job. The contract and the edge know the kind; only a worker knows its handler. */
export const jobKind = <Name extends string, Payload>(kind: JobKind<Name, Payload>): JobKind<Name, Payload> =>
  kind

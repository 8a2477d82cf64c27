import { Schema } from "effect"
import { Instant } from "../../../shared/Instant.ts"
import { ActorId, ActorKind } from "../../../shared/TenantScope.ts"

const Row = Schema.NullOr(Schema.Record(Schema.String, Schema.Json))

/** One changed row: who, when, in which request, and what it was before and after. Secrets are left out. */
export const AuditEntry = Schema.Struct({
  seq: Schema.Int.annotate({
    description: "Place in the company's chain, from 1, without gaps",
    examples: [42]
  }),
  at: Instant,
  actorKind: ActorKind,
  actorId: ActorId,
  requestId: Schema.String.annotate({ examples: ["0193a5c4-7f6e-7b1a-8c2d-1e2f3a4b5c6d"] }),
  action: Schema.Literals(["insert", "update", "delete"]),
  entity: Schema.String.annotate({ description: "The kind of the changed row", examples: ["member"] }),
  entityId: Schema.String.annotate({ examples: ["0193a5c4-7f6e-7b1a-8c2d-1e2f3a4b5c6e"] }),
  before: Row.annotate({ description: "The row before; null when it was made", examples: [null] }),
  after: Row.annotate({
    description: "The row after; null when it was erased",
    examples: [{ role: "owner" }]
  }),
  hash: Schema.String.annotate({
    description: "SHA-256 of the hash before and of this entry, in hexadecimal",
    examples: ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"]
  })
}).annotate({ identifier: "AuditEntry" })
export type AuditEntry = typeof AuditEntry.Type

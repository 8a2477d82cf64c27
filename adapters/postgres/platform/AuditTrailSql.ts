import { DateTime, Effect, Layer, Option, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { AuditBreak, AuditEntry, type AuditVerification } from "../../../domain/platform/audit/model/index.ts"
import { type AuditFilter, AuditTrail } from "../../../ports/platform/AuditTrail.ts"
import { TenantSql, type TenantStatements } from "../TenantSql.ts"

export const auditTrailLayer = Layer.effect(
  AuditTrail,
  Effect.map(TenantSql, ({ statements }) =>
    AuditTrail.of({
      list: (filter, limit, before) =>
        statements((unit) => Effect.orDie(list(unit, filter, limit, Option.getOrNull(before)))),
      verify: statements((unit) => Effect.map(Effect.orDie(verify(unit)), verificationOf))
    })
  )
)

const Row = Schema.Struct({ ...AuditEntry.fields, at: Schema.DateTimeUtcFromDate })

const list = (
  { sql, tenantId }: TenantStatements,
  filter: AuditFilter,
  limit: number,
  before: number | null
) => {
  const { actor = null, entity = null, entityId = null, requestId = null } = filter
  const from = filter.from === undefined ? null : DateTime.toDate(filter.from)
  const to = filter.to === undefined ? null : DateTime.toDate(filter.to)
  return SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`select seq::float8 as seq, at, actor_kind as "actorKind", actor_id as "actorId",
        request_id as "requestId", action, entity, entity_id as "entityId", before, after,
        encode(hash, 'hex') as hash
      from azals.audit where tenant_id = ${tenantId}
        and (${before}::float8 is null or seq < ${before}::float8::bigint)
        and (${entity}::text is null or entity = ${entity})
        and (${entityId}::text is null or entity_id = ${entityId})
        and (${actor}::uuid is null or actor_id = ${actor}::uuid)
        and (${requestId}::text is null or request_id = ${requestId})
        and (${from}::timestamptz is null or at >= ${from}::timestamptz)
        and (${to}::timestamptz is null or at < ${to}::timestamptz)
      order by seq desc limit ${limit}`
  })(undefined)
}

const Found = Schema.Struct({
  checked: Schema.Int,
  headSeq: Schema.Int,
  headHash: Schema.String,
  brokenSeq: Schema.NullOr(Schema.Int),
  reason: Schema.NullOr(AuditBreak.fields.reason)
})

const verify = ({ sql }: TenantStatements) =>
  SqlSchema.findOne({
    Request: Schema.Void,
    Result: Found,
    execute:
      () => sql`select checked::float8 as checked, head_seq::float8 as "headSeq", head_hash as "headHash",
        broken_seq::float8 as "brokenSeq", reason
      from azals.verify_audit()`
  })(undefined)

const verificationOf = (found: typeof Found.Type): AuditVerification => {
  const { brokenSeq, checked, headHash, headSeq, reason } = found
  const head = { seq: headSeq, hash: headHash }
  return brokenSeq === null || reason === null
    ? { valid: true, checked, head }
    : { valid: false, checked, head, firstBroken: { seq: brokenSeq, reason } }
}

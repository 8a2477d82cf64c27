import { DateTime, Effect, Layer, Option, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { type AuditCursor, AuditEntry, AuditHead } from "../../../domain/platform/audit/model/index.ts"
import { type AuditFilter, AuditTrail } from "../../../ports/platform/AuditTrail.ts"
import { TenantSql, type TenantStatements } from "../TenantSql.ts"

export const auditTrailLayer = Layer.effect(
  AuditTrail,
  Effect.map(TenantSql, ({ statements }) =>
    AuditTrail.of({
      list: (filter, limit, before) =>
        statements((unit) => Effect.orDie(list(unit, filter, limit, Option.getOrNull(before)))),
      head: statements((unit) => Effect.orDie(head(unit))),
      links: ({ after, to }) => statements((unit) => Effect.orDie(links(unit, after, to)))
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

/** One statement, so one snapshot: the head is written with the last entry of each transaction. */
const head = ({ sql, tenantId }: TenantStatements) =>
  SqlSchema.findOne({
    Request: Schema.Void,
    Result: AuditHead,
    execute: () => sql`select h.audit_seq::float8 as seq, encode(h.audit_hash, 'hex') as hash,
        coalesce((select max(a.seq) from azals.audit a where a.tenant_id = ${tenantId}), 0)::float8 as "lastSeq"
      from azals.chain_head h where h.tenant_id = ${tenantId}`
  })(undefined)

const Verdict = Schema.Struct({
  entries: Schema.Int,
  missing: Schema.NullOr(Schema.Int),
  changed: Schema.NullOr(Schema.Int),
  lastHash: Schema.NullOr(Schema.String)
})

/** Without a hash to begin with the stored one is taken; when there is none, the entry before the range is missing. */
const links = ({ sql, tenantId }: TenantStatements, after: AuditCursor, to: number) =>
  SqlSchema.findOne({
    Request: Schema.Void,
    Result: Verdict,
    execute: () => sql`
      with previous as materialized (select coalesce(decode(${after.hash}::text, 'hex'), (select a.hash
        from azals.audit a where a.tenant_id = ${tenantId} and a.seq = ${after.seq}::float8::bigint)) as hash),
      walked as (
        select a.seq, a.hash, lag(a.seq, 1, ${after.seq}::float8::bigint) over w + 1 as expected,
          coalesce(a.hash = sha256(coalesce(lag(a.hash) over w, (select hash from previous))
            || convert_to(azals.audit_content(a), 'UTF8')), false) as intact
        from azals.audit a where a.tenant_id = ${tenantId} and a.seq > ${after.seq}::float8::bigint
          and a.seq <= ${to}::float8::bigint
        window w as (order by a.seq)),
      found as (
        select count(*)::int as entries, max(seq) as last, min(expected) filter (where seq <> expected) as gap,
          min(seq) filter (where not intact) as changed,
          encode((array_agg(hash order by seq desc))[1], 'hex') as "lastHash" from walked)
      select f.entries, f.changed::float8 as changed, f."lastHash",
        (case when (select hash from previous) is null and ${to}::float8 > ${after.seq}::float8
            then ${after.seq}::float8::bigint when f.gap is not null then f.gap
          when coalesce(f.last, ${after.seq}::float8::bigint) < ${to}::float8::bigint
            then coalesce(f.last, ${after.seq}::float8::bigint) + 1 end)::float8 as missing
      from found f`
  })(undefined)

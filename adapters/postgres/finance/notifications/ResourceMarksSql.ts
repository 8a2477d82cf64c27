import { Effect, Layer, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { ResourceMarks } from "../../../../ports/finance/ResourceMarks.ts"
import { TenantSql } from "../../TenantSql.ts"

export const resourceMarksLayer = Layer.effect(
  ResourceMarks,
  Effect.map(TenantSql, ({ statements }) =>
    ResourceMarks.of({
      advance: (id, versions) =>
        statements(({ sql, tenantId }) =>
          SqlSchema.findAll({
            Request: Schema.Void,
            Result: Version,
            execute: () => sql`insert into azals.resource_mark as m
                (tenant_id, connection_id, kind, reference, as_of)
              select distinct on (kind, reference) ${tenantId}::uuid, ${id}::uuid, kind, reference, "asOf"
              from jsonb_to_recordset(${json(versions)}::jsonb) as v(kind text, reference text, "asOf" numeric)
              order by kind, reference, "asOf" desc
              on conflict (tenant_id, connection_id, kind, reference)
                do update set as_of = excluded.as_of where m.as_of <= excluded.as_of
              returning kind, reference, as_of::text as "asOf"`
          })(undefined).pipe(Effect.orDie)
        ),
      of: (id, resources) =>
        statements(({ sql, tenantId }) =>
          SqlSchema.findAll({
            Request: Schema.Void,
            Result: Version,
            execute: () => sql`select m.kind, m.reference, m.as_of::text as "asOf" from azals.resource_mark m
              join jsonb_to_recordset(${json(resources)}::jsonb) as v(kind text, reference text)
                on v.kind = m.kind and v.reference = m.reference
              where m.tenant_id = ${tenantId} and m.connection_id = ${id}`
          })(undefined).pipe(Effect.orDie)
        )
    })
  )
)

const Version = Schema.Struct({
  kind: Schema.String,
  reference: Schema.String,
  asOf: Schema.BigIntFromString
})

const json = (list: ReadonlyArray<object>) =>
  JSON.stringify(list, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value))

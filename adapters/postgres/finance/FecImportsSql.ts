import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { FecImport, type FecImportId, LineId } from "../../../domain/finance/accounting/model/index.ts"
import { NotFound } from "../../../domain/shared/errors.ts"
import { FecImports } from "../../../ports/finance/FecImports.ts"
import { TenantSql, type TenantStatements } from "../TenantSql.ts"
import { countsOf, obstaclesOf, ofImport, standingEntries } from "./fecUndo.ts"

export const fecImportsLayer = Layer.effect(
  FecImports,
  Effect.map(TenantSql, ({ statements }) =>
    FecImports.of({
      add: ({ fileId, fileName, id, mapping, preview }) =>
        statements((unit) =>
          Effect.gen(function* () {
            const previewJson = yield* encodePreview(preview)
            const mappingJson = yield* encodeMapping(mapping)
            const { sql, tenantId } = unit
            const [added] = yield* changed(
              unit,
              sql`insert into azals.fec_import (tenant_id, id, file_id, file_name, preview, mapping)
              values (${tenantId}, ${id}, ${fileId}, ${fileName}, ${previewJson}::jsonb, ${mappingJson}::jsonb)`
            )
            return added ?? (yield* Effect.die("an inserted import is there"))
          })
        ),
      find: (id) =>
        statements((unit) =>
          Effect.flatMap(rows(unit, unit.sql`id = ${id}`), ([found]) =>
            found === undefined
              ? Effect.fail(new NotFound({ entity: "FecImport", id }))
              : Effect.succeed(found)
          )
        ),
      list: (limit, after) =>
        statements((unit) => {
          const before = Option.getOrNull(after)
          return rows(
            unit,
            unit.sql`(${before}::uuid is null or id < ${before}::uuid)`,
            unit.sql`order by id desc limit ${limit}`
          )
        }),
      map: (id, version, mapping) =>
        statements((unit) =>
          Effect.flatMap(encodeMapping(mapping), (json) =>
            first(
              changed(
                unit,
                unit.sql`update azals.fec_import set mapping = ${json}::jsonb, version = version + 1
                  where tenant_id = ${unit.tenantId} and id = ${id} and version = ${version} and state = 'previewed'`
              )
            )
          )
        ),
      move: (id, from, to, { jobId, version } = {}) =>
        statements((unit) =>
          first(
            changed(
              unit,
              unit.sql`update azals.fec_import set state = ${to}, version = version + 1,
                  job_id = coalesce(${jobId ?? null}::uuid, job_id)
                where tenant_id = ${unit.tenantId} and id = ${id} and state = ${from}
                  and (${version ?? null}::integer is null or version = ${version ?? null}::integer)`
            )
          )
        ),
      advance: (id, step, from, to) =>
        statements(
          ({ sql, tenantId }) => sql`update azals.fec_import set ${sql(step)} = ${to}
            where tenant_id = ${tenantId} and id = ${id} and ${sql(step)} = ${from} and state = 'committing' returning id`
        ).pipe(Effect.map((updated) => updated.length > 0)),
      lines: (id, refs) => statements((unit) => linesOf(unit, id, refs)),
      obstacles: (id) => statements((unit) => obstaclesOf(unit, id)),
      counts: (id) => statements((unit) => countsOf(unit, id)),
      standing: (id, limit) => statements((unit) => standingEntries(unit, id, limit))
    })
  )
)

const json = <A, I>(schema: Schema.Codec<A, I>) => {
  const encode = Schema.encodeEffect(Schema.toCodecJson(schema))
  return (value: A) => Effect.map(Effect.orDie(encode(value)), (encoded) => JSON.stringify(encoded))
}

const encodePreview = json(FecImport.fields.preview)
const encodeMapping = json(FecImport.fields.mapping)

const Row = Schema.Struct({ ...FecImport.fields, createdAt: Schema.DateTimeUtcFromDate })

const columns = (sql: TenantStatements["sql"]) =>
  sql.literal(`id, file_id as "fileId", file_name as "fileName", state, preview, mapping, job_id as "jobId", posted,
    lettered, version, created_at as "createdAt"`)

const decode = (query: Effect.Effect<ReadonlyArray<unknown>, unknown>) =>
  SqlSchema.findAll({ Request: Schema.Void, Result: Row, execute: () => query })(undefined).pipe(Effect.orDie)

const rows = (
  { sql, tenantId }: TenantStatements,
  condition: Statement.Fragment,
  rest: Statement.Fragment = sql.literal("")
) =>
  decode(
    sql`select ${columns(sql)} from azals.fec_import where tenant_id = ${tenantId} and ${condition} ${rest}`
  )

const changed = ({ sql }: TenantStatements, statement: Statement.Fragment) =>
  decode(sql`${statement} returning ${columns(sql)}`)

const first = <A, E, R>(found: Effect.Effect<ReadonlyArray<A>, E, R>) =>
  Effect.map(found, ([one]) => Option.fromUndefinedOr(one))

/** The place of an entry in the file is the last part of its source. */
const linesOf = (
  unit: TenantStatements,
  id: FecImportId,
  refs: Parameters<FecImports["Service"]["lines"]>[1]
) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Schema.Struct({ id: LineId }),
    execute: () => unit.sql`
      with wanted as (
        select r.entry, r.position, r.nth
        from jsonb_to_recordset(${JSON.stringify(refs.map((ref, nth) => ({ ...ref, nth })))}::jsonb)
          as r (entry integer, position integer, nth integer)
      ), entry as materialized (
        select e.id, split_part(e.source_event, ':', 5)::integer as place from azals.journal_entry e
        where ${ofImport(unit, id)} and split_part(e.source_event, ':', 5)::integer in (select w.entry from wanted w)
      )
      select l.id from wanted w join entry e on e.place = w.entry
      join azals.journal_line l on l.tenant_id = ${unit.tenantId} and l.entry_id = e.id and l.position = w.position
      order by w.nth`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((found) => found.map((row) => row.id))
  )

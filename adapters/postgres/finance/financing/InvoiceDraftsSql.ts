import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { InvoiceDraft, type InvoiceDraftId } from "../../../../domain/finance/financing/model/index.ts"
import { NotFound, VersionConflict } from "../../../../domain/shared/errors.ts"
import { InvoiceDrafts } from "../../../../ports/finance/InvoiceDrafts.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"

export const invoiceDraftsLayer = Layer.effect(
  InvoiceDrafts,
  Effect.map(TenantSql, ({ statements }) =>
    InvoiceDrafts.of({
      add: (draft) =>
        statements(({ issue, sql, tenantId }) =>
          Effect.flatMap(contentJson(draft.content), (json) =>
            issue(sql`insert into azals.invoice_draft (tenant_id, id, content, document_id)
              values (${tenantId}, ${draft.id}, ${json}::jsonb, ${draft.documentId})`)
          ).pipe(Effect.as({ ...draft, version: 1 }))
        ),
      find: (id) => statements((unit) => find(unit, id)),
      list: (limit, after) =>
        statements((unit) => {
          const last = Option.getOrNull(after)
          return rows(
            unit,
            unit.sql`(${last}::uuid is null or id < ${last}::uuid) order by id desc limit ${limit}`
          )
        }),
      change: (draft) =>
        statements((unit) =>
          Effect.gen(function* () {
            const { sql, tenantId } = unit
            const { documentId, id, version } = draft
            const json = yield* contentJson(draft.content)
            const changed = yield* sql`update azals.invoice_draft set content = ${json}::jsonb,
                document_id = ${documentId}, version = version + 1
              where tenant_id = ${tenantId} and id = ${id} and version = ${version} returning version`
            return changed.length > 0 ? { ...draft, version: version + 1 } : yield* conflict(unit, id)
          })
        ),
      remove: (id, version) =>
        statements((unit) =>
          Effect.gen(function* () {
            const { sql, tenantId } = unit
            const draft = yield* find(unit, id)
            const removed = yield* sql`delete from azals.invoice_draft
              where tenant_id = ${tenantId} and id = ${id} and version = ${version} returning version`
            return removed.length > 0 ? draft : yield* conflict(unit, id)
          })
        )
    })
  )
)

const { content } = InvoiceDraft.fields

const encode = Schema.encodeEffect(Schema.toCodecJson(content))

const contentJson = (given: InvoiceDraft["content"]) =>
  Effect.map(Effect.orDie(encode(given)), (json) => JSON.stringify(json))

const rows = ({ sql, tenantId }: TenantStatements, rest: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: InvoiceDraft,
    execute: () => sql`select id, content, document_id as "documentId", version
      from azals.invoice_draft where tenant_id = ${tenantId} and ${rest}`
  })(undefined).pipe(Effect.orDie)

const find = (unit: TenantStatements, id: InvoiceDraftId) =>
  Effect.flatMap(rows(unit, unit.sql`id = ${id}`), ([found]) =>
    found === undefined ? Effect.fail(new NotFound({ entity: "InvoiceDraft", id })) : Effect.succeed(found)
  )

const conflict = (unit: TenantStatements, id: InvoiceDraftId) =>
  Effect.flatMap(find(unit, id), ({ version }) =>
    Effect.fail(new VersionConflict({ entity: "InvoiceDraft", id, current: version }))
  )

import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { type Draft, EntryId, NewEntry } from "../../../domain/finance/accounting/model/index.ts"
import { NotFound, VersionConflict } from "../../../domain/shared/errors.ts"
import { Drafts } from "../../../ports/finance/Ledger.ts"
import { TenantSql, type TenantStatements } from "../TenantSql.ts"

const Row = Schema.Struct({ id: EntryId, version: Schema.Int, content: NewEntry })

const encode = (content: NewEntry) =>
  Effect.map(Effect.orDie(Schema.encodeEffect(NewEntry)(content)), JSON.stringify)

export const draftsLayer = Layer.effect(
  Drafts,
  Effect.map(TenantSql, ({ statements }) =>
    Drafts.of({
      add: (id, content) =>
        statements(({ issue, sql, tenantId }) =>
          Effect.flatMap(encode(content), (json) =>
            issue(
              sql`insert into azals.entry_draft (tenant_id, id, content) values (${tenantId}, ${id}, ${json}::jsonb)`
            )
          ).pipe(Effect.as<Draft>({ id, state: "draft", version: 1, content }))
        ),
      find: (id) => statements((unit) => find(unit, id)),
      list: (limit, after) =>
        statements(({ sql, tenantId }) =>
          SqlSchema.findAll({
            Request: Schema.Void,
            Result: Row,
            execute:
              () => sql`select id, version, content from azals.entry_draft where tenant_id = ${tenantId}
              and (${Option.getOrNull(after)}::uuid is null or id < ${Option.getOrNull(after)}::uuid)
              order by id desc limit ${limit}`
          })(undefined).pipe(
            Effect.orDie,
            Effect.map((rows) => rows.map(asDraft))
          )
        ),
      change: (id, version, content) =>
        statements((unit) =>
          Effect.gen(function* () {
            const { sql, tenantId } = unit
            const json = yield* encode(content)
            const changed =
              yield* sql`update azals.entry_draft set content = ${json}::jsonb, version = version + 1
              where tenant_id = ${tenantId} and id = ${id} and version = ${version} returning version`
            return changed.length > 0
              ? asDraft({ id, version: version + 1, content })
              : yield* conflict(unit, id)
          })
        ),
      remove: (id, version) =>
        statements((unit) =>
          Effect.gen(function* () {
            const { sql, tenantId } = unit
            const draft = yield* find(unit, id)
            const removed = yield* sql`delete from azals.entry_draft
              where tenant_id = ${tenantId} and id = ${id} and version = ${version} returning version`
            return removed.length > 0 ? draft : yield* conflict(unit, id)
          })
        )
    })
  )
)

const asDraft = (row: typeof Row.Type): Draft => ({ ...row, state: "draft" })

const find = ({ sql, tenantId }: TenantStatements, id: EntryId) =>
  SqlSchema.findOneOption({
    Request: Schema.Void,
    Result: Row,
    execute: () =>
      sql`select id, version, content from azals.entry_draft where tenant_id = ${tenantId} and id = ${id}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.flatMap(
      Option.match({
        onNone: () => Effect.fail(new NotFound({ entity: "Draft", id })),
        onSome: (row) => Effect.succeed(asDraft(row))
      })
    )
  )

const conflict = (unit: TenantStatements, id: EntryId) =>
  Effect.flatMap(find(unit, id), ({ version }) =>
    Effect.fail(new VersionConflict({ entity: "Draft", id, current: version }))
  )

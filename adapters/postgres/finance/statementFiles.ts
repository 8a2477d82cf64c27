import { Effect, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { ImportFinding, StatementFile, StatementFileId } from "../../../domain/finance/banking/model/index.ts"
import { NotFound } from "../../../domain/shared/errors.ts"
import type { Ids } from "../../../domain/shared/Uuid.ts"
import type { BankFeed } from "../../../ports/finance/BankFeed.ts"
import type { TenantSql, TenantStatements } from "../TenantSql.ts"
import { keepPlan } from "./keepStatements.ts"
import { knownAround } from "./knownStatements.ts"

type Part = Pick<BankFeed["Service"], "known" | "keep" | "files" | "file" | "originalBytes">

/** The files that were imported: what they brought, and their bytes as they came. */
export const statementFileStatements = (
  statements: TenantSql["Service"]["statements"],
  ids: Ids["Service"]
): Part => ({
  known: (accounts, parsed) => statements((unit) => Effect.orDie(knownAround(unit, accounts, parsed))),

  keep: ({ bytes, findings, name }, parsed, accounts, plan) =>
    statements((unit) =>
      Effect.gen(function* () {
        const { sql, tenantId } = unit
        const id = StatementFileId.make(yield* ids.next)
        yield* sql`insert into azals.statement_file (tenant_id, id, name, format, encoding, sha256, bytes, lines_added,
            lines_known, lines_settled, findings)
          values (${tenantId}, ${id}, ${name}, ${parsed.format}, ${parsed.encoding}, sha256(${bytes}), ${bytes},
            ${plan.added.length}, ${plan.duplicates.length}, ${plan.settled.length},
            ${JSON.stringify(findings)}::jsonb)`
        const lines = yield* keepPlan(unit, ids, { fileId: id, parsed, accounts, plan })
        return { file: yield* one(unit, id), lines }
      })
    ).pipe(Effect.orDie),

  files: (limit, after) =>
    statements((unit) => {
      const cursor = Option.getOrNull(after)
      return Effect.orDie(rows(unit, unit.sql`(${cursor}::uuid is null or id < ${cursor}::uuid)`, limit))
    }),

  file: (id) => statements((unit) => one(unit, id)),

  originalBytes: (id) =>
    statements(({ sql, tenantId }) =>
      SqlSchema.findOneOption({
        Request: Schema.Void,
        Result: Schema.Struct({ bytes: Schema.Uint8Array }),
        execute: () =>
          sql`select bytes from azals.statement_file where tenant_id = ${tenantId} and id = ${id}`
      })(undefined).pipe(
        Effect.orDie,
        Effect.flatMap(
          Option.match({
            onNone: () => Effect.fail(new NotFound({ entity: "StatementFile", id })),
            onSome: ({ bytes }) => Effect.succeed(bytes)
          })
        )
      )
    )
})

const Row = Schema.Struct({ ...StatementFile.fields, findings: Schema.Array(ImportFinding) })

const rows = ({ sql, tenantId }: TenantStatements, condition: Statement.Fragment, limit: number) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute:
      () => sql`select id, name, format, encoding, length(bytes) as size, encode(sha256, 'hex') as sha256,
        lines_added as added, lines_known as known, lines_settled as settled, findings,
        to_json(imported_at) #>> '{}' as "importedAt"
      from azals.statement_file where tenant_id = ${tenantId} and ${condition} order by id desc limit ${limit}`
  })(undefined)

const one = (unit: TenantStatements, id: StatementFileId) =>
  Effect.flatMap(Effect.orDie(rows(unit, unit.sql`id = ${id}`, 1)), ([file]) =>
    file === undefined ? Effect.fail(new NotFound({ entity: "StatementFile", id })) : Effect.succeed(file)
  )

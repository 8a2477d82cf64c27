import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { AccountStatement, type AccountStatementId } from "../../../../domain/finance/banking/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { AccountStatements, type AddedStatement } from "../../../../ports/finance/AccountStatements.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"
import { pageOfAccount } from "../pageOfAccount.ts"

export const accountStatementsLayer = Layer.effect(
  AccountStatements,
  Effect.map(TenantSql, ({ statements }) =>
    AccountStatements.of({
      add: (statement) =>
        statements((unit) => Effect.andThen(insert(unit, statement), Effect.orDie(one(unit, statement.id)))),
      find: (id) => statements((unit) => one(unit, id)),
      hold: (id) => statements((unit) => one(unit, id, "hold")),
      list: (wanted) => statements((unit) => rows(unit, pageOfAccount(unit, wanted))),
      underWay: ({ format, from, providerAccountId, to }) =>
        statements((unit) =>
          first(
            unit,
            unit.sql`provider_account_id = ${providerAccountId} and state in ('asked', 'unknown')
              and from_date = ${from}::date and to_date = ${to}::date and format = ${format}`
          )
        ),
      byReference: (connectionId, reference) =>
        statements((unit) =>
          first(
            unit,
            unit.sql`connection_id = ${connectionId} and reference = ${reference} order by id desc limit 1`
          )
        ),
      save: (statement) =>
        statements((unit) => Effect.andThen(update(unit, statement), Effect.orDie(one(unit, statement.id))))
    })
  )
)

const insert = ({ sql, tenantId }: TenantStatements, statement: AddedStatement) =>
  sql`insert into azals.account_statement (tenant_id, id, provider_account_id, connection_id, from_date, to_date,
      format, state, reference, intent_id)
    values (${tenantId}, ${statement.id}, ${statement.providerAccountId}, ${statement.connectionId},
      ${statement.from}::date, ${statement.to}::date, ${statement.format}, ${statement.state}, ${statement.reference},
      ${statement.intentId})`

const update = (
  { sql, tenantId }: TenantStatements,
  { fileId, id, reason, reference, state, version }: AccountStatement
) =>
  Effect.gen(function* () {
    const saved = yield* sql`update azals.account_statement set state = ${state}, reference = ${reference},
        reason = ${reason === null ? null : JSON.stringify(reason)}::jsonb, file_id = ${fileId}, version = version + 1
      where tenant_id = ${tenantId} and id = ${id} and version = ${version} returning id`
    if (saved.length === 0) return yield* Effect.die("a statement that was held has changed")
  })

const Row = Schema.Struct({ ...AccountStatement.fields, createdAt: Schema.DateTimeUtcFromDate })

const rows = ({ sql, tenantId }: TenantStatements, where: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`select id, provider_account_id as "providerAccountId", connection_id as "connectionId",
        from_date::text as "from", to_date::text as "to", format, state, reference, reason,
        intent_id as "intentId", file_id as "fileId", created_at as "createdAt", version
      from azals.account_statement where tenant_id = ${tenantId} and ${where}`
  })(undefined).pipe(Effect.orDie)

const first = (unit: TenantStatements, where: Statement.Fragment) =>
  Effect.map(rows(unit, where), ([statement]) => Option.fromUndefinedOr(statement))

const one = (unit: TenantStatements, id: AccountStatementId, purpose: "hold" | "read" = "read") =>
  Effect.flatMap(
    rows(unit, purpose === "hold" ? unit.sql`id = ${id} for update` : unit.sql`id = ${id}`),
    ([statement]) =>
      statement === undefined
        ? Effect.fail(new NotFound({ entity: "AccountStatement", id }))
        : Effect.succeed(statement)
  )

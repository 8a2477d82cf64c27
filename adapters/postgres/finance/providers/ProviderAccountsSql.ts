import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import {
  authenticationNotice,
  BankAccountId,
  type ProviderAccount,
  ProviderAccountContent,
  ProviderAccountId
} from "../../../../domain/finance/banking/model/index.ts"
import { ConnectionId } from "../../../../domain/finance/providers/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { Ids } from "../../../../domain/shared/Uuid.ts"
import { ProviderAccounts } from "../../../../ports/finance/ProviderAccounts.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"
import { providedLineStatements } from "./providedLines.ts"
import { providerTransactionStatements } from "./providerTransactions.ts"

export const providerAccountsLayer = Layer.effect(
  ProviderAccounts,
  Effect.gen(function* () {
    const { statements } = yield* TenantSql
    const ids = yield* Ids
    return ProviderAccounts.of({
      list: (limit, after) =>
        statements((unit) => {
          const last = Option.getOrNull(after)
          const where = unit.sql`(${last}::uuid is null or id > ${last}::uuid) order by id limit ${limit}`
          return Effect.orDie(rows(unit, where))
        }),
      find: (id) =>
        statements((unit) =>
          Effect.flatMap(Effect.orDie(rows(unit, unit.sql`id = ${id}`)), ([found]) =>
            found === undefined
              ? Effect.fail(new NotFound({ entity: "ProviderAccount", id }))
              : Effect.succeed(found)
          )
        ),
      findByReference: (connectionId, reference) =>
        statements((unit) =>
          Effect.map(
            Effect.orDie(rows(unit, unit.sql`connection_id = ${connectionId} and reference = ${reference}`)),
            ([found]) => Option.fromUndefinedOr(found)
          )
        ),
      see: (connectionId, reference, content) =>
        statements((unit) =>
          Effect.gen(function* () {
            const { sql, tenantId } = unit
            const json = JSON.stringify(yield* Schema.encodeEffect(Stored)(content))
            yield* sql`insert into azals.provider_account (tenant_id, id, connection_id, reference, content)
              values (${tenantId}, ${yield* ids.next}, ${connectionId}, ${reference}, ${json}::jsonb)
              on conflict (tenant_id, connection_id, reference) do update set content = excluded.content,
                seen_at = now(), version = azals.provider_account.version
                  + (azals.provider_account.content is distinct from excluded.content)::int`
            return yield* theOne(unit, sql`connection_id = ${connectionId} and reference = ${reference}`)
          })
        ).pipe(Effect.orDie),
      hold: (id) => statements((unit) => theOne(unit, unit.sql`id = ${id} for update`)).pipe(Effect.orDie),
      link: (id, to) =>
        statements(({ sql, tenantId }) =>
          Effect.asVoid(sql`update azals.provider_account set bank_account_id = ${to}
            where tenant_id = ${tenantId} and id = ${id}`)
        ),
      ...providerTransactionStatements(statements),
      ...providedLineStatements(statements, ids)
    })
  })
)

const Stored = Schema.toCodecJson(ProviderAccountContent)

const Row = Schema.Struct({
  id: ProviderAccountId,
  connectionId: ConnectionId,
  reference: Schema.String,
  bankAccountId: Schema.NullOr(BankAccountId),
  content: Stored,
  seenAt: Schema.DateTimeUtcFromDate,
  readUntil: Schema.NullOr(Schema.DateTimeUtcFromDate),
  version: Schema.Int
})

const rows = ({ sql, tenantId }: TenantStatements, rest: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute:
      () => sql`select id, connection_id as "connectionId", reference, bank_account_id as "bankAccountId",
        content, seen_at as "seenAt", read_until as "readUntil", version
      from azals.provider_account where tenant_id = ${tenantId} and ${rest}`
  })(undefined).pipe(
    Effect.map((found) =>
      found.map(({ content, ...row }): ProviderAccount => ({
        ...row,
        ...content,
        notice: content.newMovementsNeedAuthentication === true ? authenticationNotice : null
      }))
    )
  )

const theOne = (unit: TenantStatements, rest: Statement.Fragment) =>
  Effect.flatMap(rows(unit, rest), ([found]) =>
    found === undefined ? Effect.die("an account that was just written is not there") : Effect.succeed(found)
  )

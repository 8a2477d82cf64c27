import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { SigningAuthority, type SigningAuthorityId } from "../../../../domain/finance/treasury/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { CurrencyCode, money } from "../../../../domain/shared/Money.ts"
import { SigningAuthorities } from "../../../../ports/finance/SigningAuthorities.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"

export const signingAuthoritiesLayer = Layer.effect(
  SigningAuthorities,
  Effect.map(TenantSql, ({ statements }) =>
    SigningAuthorities.of({
      add: ({ actor, bankAccountId, from, id, limit, manner, person, to }) =>
        statements(({ sql, tenantId }) =>
          Effect.asVoid(sql`insert into azals.signing_authority (tenant_id, id, person, actor_id, bank_account_id,
              amount_limit, limit_currency, manner, valid_from, valid_to)
            values (${tenantId}, ${id}, ${person}, ${actor}, ${bankAccountId}, ${limit?.minor ?? null},
              ${limit?.currency ?? null}, ${manner}, ${from}::date, ${to}::date)`)
        ),
      find: (id) => statements((unit) => found(unit, id)),
      hold: (id) =>
        statements((unit) =>
          Effect.andThen(
            unit.sql`select id from azals.signing_authority where tenant_id = ${unit.tenantId} and id = ${id}
              for update`,
            found(unit, id)
          )
        ),
      of: (id) => statements((unit) => rows(unit, unit.sql`bank_account_id = ${id} order by id`)),
      list: ({ after, bankAccountId, limit }) =>
        statements((unit) => {
          const [last, only] = [Option.getOrNull(after), Option.getOrNull(bankAccountId)]
          return rows(
            unit,
            unit.sql`(${last}::uuid is null or id < ${last}::uuid) and
              (${only}::uuid is null or bank_account_id = ${only}::uuid) order by id desc limit ${limit}`
          )
        }),
      end: (id, on) =>
        statements(({ sql, tenantId }) =>
          Effect.asVoid(sql`update azals.signing_authority set valid_to = ${on}::date, version = version + 1
            where tenant_id = ${tenantId} and id = ${id}`)
        )
    })
  )
)

const Row = Schema.Struct({
  ...SigningAuthority.fields,
  limit: Schema.NullOr(Schema.BigInt),
  currency: Schema.NullOr(CurrencyCode),
  from: LocalDate,
  to: Schema.NullOr(LocalDate),
  createdAt: Schema.DateTimeUtcFromDate
})

const rows = ({ sql, tenantId }: TenantStatements, rest: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`select id, person, actor_id as actor, bank_account_id as "bankAccountId",
        amount_limit as "limit", limit_currency as currency, manner, valid_from::text as "from", valid_to::text as "to",
        created_at as "createdAt", version
      from azals.signing_authority where tenant_id = ${tenantId} and ${rest}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((all) =>
      all.map(({ currency, limit, ...row }): SigningAuthority => ({
        ...row,
        limit: limit === null || currency === null ? null : money(limit, currency)
      }))
    )
  )

const found = (unit: TenantStatements, id: SigningAuthorityId) =>
  Effect.flatMap(rows(unit, unit.sql`id = ${id}`), ([authority]) =>
    authority === undefined
      ? Effect.fail(new NotFound({ entity: "SigningAuthority", id }))
      : Effect.succeed(authority)
  )

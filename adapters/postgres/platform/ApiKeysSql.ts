import { DateTime, Effect, Layer, Option, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { ApiKey, type ApiKeyId, prefixOf } from "../../../domain/platform/identity/model/index.ts"
import { NotFound } from "../../../domain/shared/errors.ts"
import { ApiKeys } from "../../../ports/platform/ApiKeys.ts"
import { TenantSql, type TenantStatements } from "../TenantSql.ts"
import { sha256 } from "./AdmissionSql.ts"

export const apiKeysLayer = Layer.effect(
  ApiKeys,
  Effect.map(TenantSql, ({ statements }) =>
    ApiKeys.of({
      list: (limit, after) => statements((unit) => Effect.orDie(list(unit, limit, Option.getOrNull(after)))),
      find: (id) => statements((unit) => find(unit, id)),
      hold: (id) =>
        statements((unit) =>
          Effect.andThen(
            unit.sql`select 1 from azals.api_key where tenant_id = ${unit.tenantId} and id = ${id} for update`,
            find(unit, id)
          )
        ),
      add: (id, { expiresAt, name, ratePerMinute, role, scopes }, secret) =>
        statements((unit) =>
          Effect.gen(function* () {
            const hash = yield* sha256(secret)
            const narrowed = scopes === null ? null : JSON.stringify(scopes)
            const until = expiresAt === null ? null : DateTime.toDate(expiresAt)
            yield* unit.sql`insert into azals.api_key
                (tenant_id, id, name, prefix, key_hash, role, scopes, rate_per_minute, expires_at)
              values (${unit.tenantId}, ${id}, ${name}, ${prefixOf(secret)}, ${hash}, ${role},
                case when ${narrowed}::jsonb is not null then
                  array(select jsonb_array_elements_text(${narrowed}::jsonb)) end,
                ${ratePerMinute}, ${until})`
            return yield* Effect.orDie(find(unit, id))
          })
        ),
      replace: (id, by, ends) =>
        statements(
          ({ sql, tenantId }) => sql`update azals.api_key
            set replaced_by = ${by}, expires_at = ${DateTime.toDate(ends)}, version = version + 1
            where tenant_id = ${tenantId} and id = ${id} and replaced_by is null and revoked_at is null`
        ).pipe(Effect.asVoid),
      revoke: (id, at) =>
        statements(
          ({ sql, tenantId }) => sql`update azals.api_key
            set revoked_at = ${DateTime.toDate(at)}, version = version + 1
            where tenant_id = ${tenantId} and id = ${id} and revoked_at is null`
        ).pipe(Effect.asVoid)
    })
  )
)

const Row = Schema.Struct({
  ...ApiKey.fields,
  createdAt: Schema.DateTimeUtcFromDate,
  expiresAt: Schema.NullOr(Schema.DateTimeUtcFromDate),
  revokedAt: Schema.NullOr(Schema.DateTimeUtcFromDate),
  lastUsedAt: Schema.NullOr(Schema.DateTimeUtcFromDate)
})

const columns = ({ sql }: TenantStatements) =>
  sql.literal(`k.id, k.name, k.prefix, k.role, k.scopes, k.rate_per_minute as "ratePerMinute",
    k.created_at as "createdAt", k.expires_at as "expiresAt", k.revoked_at as "revokedAt",
    u.last_used_at as "lastUsedAt", k.replaced_by as "replacedBy", k.version`)

const list = (unit: TenantStatements, limit: number, after: ApiKeyId | null) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => unit.sql`select ${columns(unit)}
      from azals.api_key k left join azals.key_uses() u on u.key_id = k.id
      where k.tenant_id = ${unit.tenantId} and (${after}::uuid is null or k.id > ${after}::uuid)
      order by k.id limit ${limit}`
  })(undefined)

const find = (unit: TenantStatements, id: ApiKeyId) =>
  SqlSchema.findOneOption({
    Request: Schema.Void,
    Result: Row,
    execute: () => unit.sql`select ${columns(unit)}
      from azals.api_key k left join azals.key_uses() u on u.key_id = k.id
      where k.tenant_id = ${unit.tenantId} and k.id = ${id}`
  })(undefined).pipe(
    Effect.catchTag("SchemaError", Effect.die),
    Effect.flatMap(Effect.fromOption),
    Effect.catchTag("NoSuchElementError", () => Effect.fail(new NotFound({ entity: "ApiKey", id })))
  )

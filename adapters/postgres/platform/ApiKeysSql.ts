import { DateTime, Effect, Layer, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { ApiKey, type ApiKeyId, prefixOf } from "../../../domain/platform/identity/model/index.ts"
import { ApiKeys } from "../../../ports/platform/ApiKeys.ts"
import { TenantSql, type TenantStatements } from "../TenantSql.ts"
import { sha256 } from "./AdmissionSql.ts"

export const apiKeysLayer = Layer.effect(
  ApiKeys,
  Effect.map(TenantSql, ({ statements }) =>
    ApiKeys.of({
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
        )
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

const find = ({ sql, tenantId }: TenantStatements, id: ApiKeyId) =>
  SqlSchema.findOne({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`select id, name, prefix, role, scopes, rate_per_minute as "ratePerMinute",
        created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt",
        null::timestamptz as "lastUsedAt", replaced_by as "replacedBy", version
      from azals.api_key where tenant_id = ${tenantId} and id = ${id}`
  })(undefined)

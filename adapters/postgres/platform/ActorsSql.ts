import { Effect, Layer, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { Role } from "../../../domain/shared/Permission.ts"
import { ActorId, TenantScope } from "../../../domain/shared/TenantScope.ts"
import { Actors } from "../../../ports/platform/Actors.ts"
import { TenantSql } from "../TenantSql.ts"

const Row = Schema.Struct({
  name: Schema.String,
  role: Role,
  scopes: Schema.NullOr(Schema.Array(Schema.String))
})

export const actorsLayer = Layer.effect(
  Actors,
  Effect.map(TenantSql, ({ statements }) =>
    Actors.of({
      current: statements(({ sql, tenantId }) =>
        Effect.flatMap(TenantScope, ({ actorId, actorKind }) =>
          SqlSchema.findOneOption({
            Request: Schema.Void,
            Result: Row,
            execute: () => sql`select found.name, found.role, found.scopes from azals.tenant t join (
                select m.name, m.role, null::text[] as scopes from azals.member m
                  where ${actorKind} = 'user' and m.tenant_id = ${tenantId} and m.id = ${actorId}
                    and m.status = 'active'
                union all
                select k.name, k.role, k.scopes from azals.api_key k
                  where ${actorKind} = 'api_key' and k.tenant_id = ${tenantId} and k.id = ${actorId}
                    and k.revoked_at is null and (k.expires_at is null or k.expires_at > clock_timestamp())
              ) found on true
              where t.tenant_id = ${tenantId} and t.status = 'active'`
          })(undefined)
        )
      ).pipe(Effect.catchTag("SchemaError", Effect.die)),
      oneHand: statements(({ sql, tenantId }) =>
        Effect.flatMap(TenantScope, ({ actorId }) =>
          SqlSchema.findAll({
            Request: Schema.Void,
            Result: Schema.Struct({ id: ActorId }),
            execute: () => sql`with recursive hand as (
                select ${actorId}::uuid as id,
                  (select k.replaced_by from azals.api_key k where k.tenant_id = ${tenantId} and k.id = ${actorId})
                union
                select k.id, k.replaced_by from hand h join azals.api_key k on k.tenant_id = ${tenantId}
                  and (k.id = h.replaced_by or k.replaced_by = h.id)
              ) select distinct id from hand`
          })(undefined)
        )
      ).pipe(
        Effect.catchTag("SchemaError", Effect.die),
        Effect.map((hands) => new Set(hands.map(({ id }) => id)))
      ),
      standing: (id) =>
        statements(({ sql, tenantId }) =>
          Effect.orDie(
            SqlSchema.findOneOption({
              Request: Schema.Void,
              Result: Row,
              execute: () => sql`with recursive line as (
                  select k.*, 0 as place from azals.api_key k where k.tenant_id = ${tenantId} and k.id = ${id}
                  union all
                  select k.*, l.place + 1 from line l
                    join azals.api_key k on k.tenant_id = ${tenantId} and k.id = l.replaced_by
                ), living as (
                  select name, role, scopes from line
                  where revoked_at is null and (expires_at is null or expires_at > clock_timestamp())
                  order by place desc limit 1
                ) select * from living
                union all
                select name, role, null from azals.member
                where tenant_id = ${tenantId} and id = ${id} and status = 'active'`
            })(undefined)
          )
        )
    })
  )
)

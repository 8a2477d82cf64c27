import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { Party } from "../../../../domain/finance/accounting/model/index.ts"
import {
  GatewaySubscription,
  GatewaySubscriptionId
} from "../../../../domain/finance/payments/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { TenantId } from "../../../../domain/shared/TenantScope.ts"
import {
  GatewaySubscriptionLine,
  GatewaySubscriptions
} from "../../../../ports/finance/GatewaySubscriptions.ts"
import { EngineSql } from "../../EngineSql.ts"
import { takeDue } from "../../takeDue.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"

export const gatewaySubscriptionsLayer = Layer.effect(
  GatewaySubscriptions,
  Effect.map(TenantSql, ({ statements }) =>
    GatewaySubscriptions.of({
      add: ({ connectionId, id, label, party, reference }) =>
        statements(({ sql, tenantId }) =>
          Effect.map(
            sql`insert into azals.gateway_subscription (tenant_id, id, connection_id, reference, label, party)
              values (${tenantId}, ${id}, ${connectionId}, ${reference}, ${label},
                ${party === null ? null : JSON.stringify(party)}::jsonb)
              on conflict (tenant_id, connection_id, reference) do nothing returning id`,
            (added) => added.length > 0
          )
        ),
      find: (id) => statements((unit) => found(unit, id)),
      hold: (id) =>
        statements((unit) =>
          Effect.andThen(
            unit.sql`select id from azals.gateway_subscription
              where tenant_id = ${unit.tenantId} and id = ${id} for update`,
            found(unit, id)
          )
        ),
      list: (after, limit) =>
        statements((unit) => {
          const last = Option.getOrNull(after)
          return rows(
            unit,
            unit.sql`(${last}::uuid is null or id < ${last}::uuid) order by id desc limit ${limit}`
          )
        }),
      followedAt: (connectionId) =>
        statements((unit) =>
          rows(unit, unit.sql`connection_id = ${connectionId} and state = 'followed' order by id`)
        ),
      setState: (id, state) =>
        statements(({ sql, tenantId }) =>
          Effect.asVoid(sql`update azals.gateway_subscription set state = ${state}, version = version + 1
            where tenant_id = ${tenantId} and id = ${id}`)
        )
    })
  )
)

export const gatewaySubscriptionLineLayer = Layer.effect(
  GatewaySubscriptionLine,
  Effect.map(EngineSql, (sql) =>
    GatewaySubscriptionLine.of({
      takeDue: takeDue(sql, {
        table: "gateway_subscription_due",
        key: "gateway_subscription_id",
        put: sql`due_at = now() + interval '6 hours'`,
        pointer: Schema.Struct({ tenantId: TenantId, gatewaySubscriptionId: GatewaySubscriptionId })
      })
    })
  )
)

const Row = Schema.Struct({
  ...GatewaySubscription.fields,
  party: Schema.NullOr(Party),
  createdAt: Schema.DateTimeUtcFromDate
})

const rows = ({ sql, tenantId }: TenantStatements, rest: Statement.Fragment) =>
  Effect.orDie(
    SqlSchema.findAll({
      Request: Schema.Void,
      Result: Row,
      execute: () => sql`select id, connection_id as "connectionId", reference, label, party, state,
          created_at as "createdAt", version
        from azals.gateway_subscription where tenant_id = ${tenantId} and ${rest}`
    })(undefined)
  )

const found = (unit: TenantStatements, id: GatewaySubscriptionId) =>
  Effect.flatMap(rows(unit, unit.sql`id = ${id}`), ([one]) =>
    one === undefined ? Effect.fail(new NotFound({ entity: "GatewaySubscription", id })) : Effect.succeed(one)
  )

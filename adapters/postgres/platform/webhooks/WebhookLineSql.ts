import { Duration, Effect, Layer, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { SubscriptionId } from "../../../../domain/platform/webhooks/model/index.ts"
import { TenantId } from "../../../../domain/shared/TenantScope.ts"
import { Uuid } from "../../../../domain/shared/Uuid.ts"
import { type TurnsWanted, WebhookLine } from "../../../../ports/platform/WebhookLine.ts"
import { EngineSql } from "../../EngineSql.ts"

export const webhookLineLayer = Layer.effect(
  WebhookLine,
  Effect.map(EngineSql, (sql) =>
    WebhookLine.of({
      toFanOut: (limit) =>
        SqlSchema.findAll({
          Request: Schema.Void,
          Result: Schema.Struct({ tenantId: TenantId }),
          execute: () => sql`select tenant_id as "tenantId" from webhook_fan_out where event_seq > seen_seq
            order by event_seq - seen_seq limit ${limit}`
        })(undefined).pipe(
          Effect.map((companies) => companies.map(({ tenantId }) => tenantId)),
          Effect.orDie
        ),
      take: (wanted) => Effect.orDie(take(sql, wanted))
    })
  )
)

const Turn = Schema.Struct({ tenantId: TenantId, subscriptionId: SubscriptionId, turn: Uuid })

/**
 * The n-th webhook of a company stands behind n - 1 of its own; those that another worker has taken meanwhile are
 * skipped, because the condition is asked again when the row is locked.
 */
const take = (sql: EngineSql["Service"], { lane, lease, limit, perTenant }: TurnsWanted) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Turn,
    execute: () => sql`with next as materialized (
        select tenant_id, subscription_id from webhook_pointer
        where (tenant_id, subscription_id) in (
            select tenant_id, subscription_id from (
              select p.tenant_id, p.subscription_id, p.available_at,
                row_number() over (partition by p.tenant_id order by p.available_at)
                  + (select count(*) from webhook_pointer b where b.tenant_id = p.tenant_id and b.turn is not null
                    and b.turn_ends_at >= now()) as nth
              from webhook_pointer p
              where p.available_at <= now() and p.struggling = ${lane === "struggling"}
                and (p.turn is null or p.turn_ends_at < now())) waiting
            where nth <= ${perTenant} order by available_at limit ${limit})
          and available_at <= now() and (turn is null or turn_ends_at < now())
        for update skip locked)
      update webhook_pointer taken set turn = gen_random_uuid(),
        turn_ends_at = now() + ${Duration.toMillis(lease)} * interval '1 millisecond'
      from next where taken.tenant_id = next.tenant_id and taken.subscription_id = next.subscription_id
      returning taken.tenant_id as "tenantId", taken.subscription_id as "subscriptionId", turn`
  })(undefined)

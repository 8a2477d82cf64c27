import { DateTime, Effect } from "effect"
import type { RedeliveryRange, SubscriptionId } from "../../../../domain/platform/webhooks/model/index.ts"
import type { TenantStatements } from "../../TenantSql.ts"

/** Puts deliveries back in the line as if they had just been made; their attempts stay in the log. */
export const again = ({ sql, tenantId }: TenantStatements) =>
  sql`update azals.webhook_delivery
    set state = 'waiting', attempts = 0, next_attempt_at = clock_timestamp(), ended_at = null
    where tenant_id = ${tenantId}`

/** The oldest events of the range first: those that have a delivery which ended as wanted, and those that have none. */
export const redeliverRange = (
  { sql, tenantId }: TenantStatements,
  id: SubscriptionId,
  { first, from, last, to, which }: RedeliveryRange,
  limit: number
) =>
  Effect.map(
    sql`insert into azals.webhook_delivery as d (tenant_id, subscription_id, event_id, event_type, event_seq)
      select ${tenantId}, s.id, e.id, e.type, e.seq from azals.outbox e
      join azals.webhook_subscription s on s.tenant_id = e.tenant_id and s.id = ${id}
      left join azals.webhook_delivery old on old.tenant_id = e.tenant_id and old.subscription_id = s.id
        and old.event_id = e.id
      where e.tenant_id = ${tenantId} and e.seq is not null and azals.follows(s.topics, e.type)
        and e.type <> 'webhooks.subscription.tested'
        and e.at >= coalesce(${instant(from)}::timestamptz, '-infinity')
        and e.at < coalesce(${instant(to)}::timestamptz, 'infinity')
        and e.seq >= coalesce(${first}::float8::bigint, 0)
        and (${last}::float8 is null or e.seq <= ${last}::float8::bigint)
        and coalesce(old.state, 'missed') in (select jsonb_array_elements_text(${JSON.stringify(which)}::jsonb))
      order by e.seq limit ${limit}
      on conflict (tenant_id, subscription_id, event_id) do update
        set state = 'waiting', attempts = 0, next_attempt_at = clock_timestamp(), ended_at = null
        where d.ended_at is not null
      returning d.id`,
    ({ length }) => length
  )

const instant = (at: DateTime.Utc | null) => (at === null ? null : DateTime.toDate(at))

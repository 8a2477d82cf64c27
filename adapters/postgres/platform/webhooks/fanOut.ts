import { Effect, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { DeliveryId, SubscriptionId } from "../../../../domain/platform/webhooks/model/index.ts"
import type { TenantStatements } from "../../TenantSql.ts"
import { point } from "./point.ts"

/**
 * The cursor is locked, moved and followed by the deliveries in one statement: each event is looked at once, whoever else
 * looks. Events have their number when they are committed, so none can appear behind the cursor.
 */
export const fanOut = Effect.fnUntraced(function* (unit: TenantStatements, limit: number) {
  const { seen, webhooks } = yield* Effect.orDie(made(unit, limit))
  for (const id of webhooks) yield* point(unit, id, null)
  return seen
})

const Made = Schema.Struct({ seen: Schema.Int, webhooks: Schema.Array(SubscriptionId) })

const made = ({ sql, tenantId }: TenantStatements, limit: number) =>
  SqlSchema.findOne({
    Request: Schema.Void,
    Result: Made,
    execute: () => sql`with place as (
        select seq from azals.webhook_cursor where tenant_id = ${tenantId} for update
      ), seen as (
        select e.id, e.seq, e.type from azals.outbox e, place
        where e.tenant_id = ${tenantId} and e.seq > place.seq order by e.seq limit ${limit}
      ), moved as (
        update azals.webhook_cursor c set seq = greatest(c.seq, coalesce((select max(seq) from seen), h.event_seq))
        from place, azals.chain_head h where c.tenant_id = ${tenantId} and h.tenant_id = ${tenantId}
      ), made as (
        insert into azals.webhook_delivery (tenant_id, subscription_id, event_id, event_type, event_seq)
        select ${tenantId}, s.id, e.id, e.type, e.seq from seen e
        join azals.webhook_subscription s on s.tenant_id = ${tenantId} and s.disabled_reason is null
          and s.removed_at is null and e.seq > s.since_seq and azals.follows(s.topics, e.type)
        where e.type <> 'webhooks.subscription.tested'
        order by e.seq
        on conflict (tenant_id, subscription_id, event_id) do nothing returning subscription_id
      ) select (select count(*) from seen)::int as seen,
        array(select distinct subscription_id::text from made order by 1) as webhooks`
  })(undefined)

/** The event that the running unit has just published: it gets its number at COMMIT. */
export const addTest = ({ sql, tenantId }: TenantStatements, id: SubscriptionId) =>
  SqlSchema.findOne({
    Request: Schema.Void,
    Result: Schema.Struct({ id: DeliveryId }),
    execute: () => sql`insert into azals.webhook_delivery (tenant_id, subscription_id, event_id, event_type)
      select ${tenantId}, ${id}, e.id, e.type from azals.outbox e
      where e.tenant_id = ${tenantId} and e.seq is null and e.entity_id = ${id}
        and e.type = 'webhooks.subscription.tested'
      order by e.id desc limit 1 returning id`
  })(undefined).pipe(
    Effect.map((delivery) => delivery.id),
    Effect.orDie
  )

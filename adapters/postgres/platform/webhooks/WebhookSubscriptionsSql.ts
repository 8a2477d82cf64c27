import { DateTime, Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { Subscription, type SubscriptionId } from "../../../../domain/platform/webhooks/model/index.ts"
import { NotFound, VersionConflict } from "../../../../domain/shared/errors.ts"
import {
  type SubscriptionChanges,
  WebhookSubscriptions
} from "../../../../ports/platform/WebhookSubscriptions.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"

export const webhookSubscriptionsLayer = Layer.effect(
  WebhookSubscriptions,
  Effect.map(TenantSql, ({ statements }) =>
    WebhookSubscriptions.of({
      list: (limit, after) =>
        statements((unit) => {
          const last = Option.getOrNull(after)
          return Effect.orDie(rows(unit, unit.sql`(${last}::uuid is null or s.id > ${last}::uuid)`, limit))
        }),
      count: statements((unit) => Effect.map(Effect.orDie(count(unit)), (row) => row.count)),
      find: (id) => statements((unit) => find(unit, id)),
      add: (id, { address, description, topics }) =>
        statements((unit) =>
          Effect.andThen(
            unit.sql`insert into azals.webhook_subscription
                (tenant_id, id, address, description, topics, vouched_by, since_seq)
              select ${unit.tenantId}, ${id}, ${address}, ${description}, ${list(unit, topics)}, ${acting(unit)},
                event_seq
              from azals.chain_head where tenant_id = ${unit.tenantId}`,
            Effect.orDie(find(unit, id))
          )
        ),
      change: (id, version, changes) => statements((unit) => change(unit, id, version, changes)),
      remove: (id) =>
        statements((unit) =>
          Effect.andThen(
            find(unit, id),
            unit.sql`update azals.webhook_subscription set removed_at = now(), version = version + 1
              where tenant_id = ${unit.tenantId} and id = ${id}`
          )
        ).pipe(Effect.asVoid)
    })
  )
)

const Row = Schema.Struct({
  ...Subscription.fields,
  failingSince: Schema.NullOr(Schema.DateTimeUtcFromDate),
  overlapEndsAt: Schema.NullOr(Schema.DateTimeUtcFromDate),
  createdAt: Schema.DateTimeUtcFromDate
})

const rows = ({ sql, tenantId }: TenantStatements, where: Statement.Fragment, limit: number) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`select s.id, s.address, s.description, s.topics,
        case when s.disabled_reason is null then 'enabled' else 'disabled' end as state,
        s.disabled_reason as "disabledReason", h.failing_since as "failingSince",
        s.overlap_ends_at as "overlapEndsAt", s.vouched_by as "vouchedBy", s.created_at as "createdAt", s.version
      from azals.webhook_subscription s
      join azals.webhook_health h on h.tenant_id = s.tenant_id and h.subscription_id = s.id
      where s.tenant_id = ${tenantId} and s.removed_at is null and ${where} order by s.id limit ${limit}`
  })(undefined)

const find = (unit: TenantStatements, id: SubscriptionId) =>
  Effect.flatMap(Effect.orDie(rows(unit, unit.sql`s.id = ${id}`, 1)), ([found]) =>
    found === undefined ? Effect.fail(new NotFound({ entity: "Webhook", id })) : Effect.succeed(found)
  )

const change = Effect.fnUntraced(function* (
  unit: TenantStatements,
  id: SubscriptionId,
  version: number,
  { address, description, disabledReason, overlapEndsAt, topics, vouched }: SubscriptionChanges
) {
  const { sql, tenantId } = unit
  const ends = overlapEndsAt === undefined ? null : DateTime.toDate(overlapEndsAt)
  const changed = yield* sql`update azals.webhook_subscription set version = version + 1,
      address = coalesce(${address ?? null}::text, address),
      description = coalesce(${description ?? null}::text, description),
      topics = ${topics === undefined ? sql`topics` : list(unit, topics)},
      disabled_reason = ${disabledReason === undefined ? sql`disabled_reason` : sql`${disabledReason}::text`},
      overlap_ends_at = coalesce(${ends}::timestamptz, overlap_ends_at),
      vouched_by = ${vouched === true ? acting(unit) : sql`vouched_by`}
    where tenant_id = ${tenantId} and id = ${id} and version = ${version} and removed_at is null returning id`
  const current = yield* find(unit, id)
  if (changed.length > 0) return current
  return yield* new VersionConflict({ entity: "Webhook", id, current: current.version })
})

const acting = ({ sql }: TenantStatements) => sql`current_setting('azals.actor_id')::uuid`

const list = ({ sql }: TenantStatements, topics: ReadonlyArray<string>) =>
  sql`array(select jsonb_array_elements_text(${JSON.stringify(topics)}::jsonb))`

const count = ({ sql, tenantId }: TenantStatements) =>
  SqlSchema.findOne({
    Request: Schema.Void,
    Result: Schema.Struct({ count: Schema.Int }),
    execute: () => sql`select count(*)::int as count from azals.webhook_subscription
      where tenant_id = ${tenantId} and removed_at is null`
  })(undefined)

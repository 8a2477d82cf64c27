import { DateTime, Duration, Effect, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import type { SubscriptionId } from "../../../../domain/platform/webhooks/model/index.ts"
import type { AttemptEnd, DueDelivery } from "../../../../ports/platform/WebhookDeliveries.ts"
import type { TenantStatements } from "../../TenantSql.ts"

/** Conditional on the attempts that were made when the delivery was read: two workers do not both end it. */
export const endAttempt = Effect.fnUntraced(function* (
  { sql, tenantId }: TenantStatements,
  { attempts, id }: DueDelivery,
  { attempt: { at, bodyHash, durationMs, error, response, status }, pause }: AttemptEnd
) {
  const next =
    pause === undefined
      ? sql`next_attempt_at = null, ended_at = clock_timestamp(),
          state = ${error === null ? "delivered" : "dead"}`
      : sql`next_attempt_at = clock_timestamp() + ${milliseconds(pause)} * interval '1 millisecond',
          state = 'retrying'`
  const ended = yield* sql`update azals.webhook_delivery
    set attempts = attempts + 1, last_status = ${status}, last_error = ${error}, ${next}
    where tenant_id = ${tenantId} and id = ${id} and attempts = ${attempts} and next_attempt_at is not null
    returning id`
  if (ended.length === 0) return false
  yield* sql`insert into azals.webhook_attempt
      (tenant_id, delivery_id, at, duration_ms, status, error, response, body_hash)
    values (${tenantId}, ${id}, ${DateTime.toDate(at)}, ${durationMs}, ${status}, ${error}, ${response}, ${bodyHash})`
  return true
})

const Health = Schema.Struct({
  failures: Schema.Int,
  failingSince: Schema.NullOr(Schema.DateTimeUtcFromDate)
})

export const healthOf = ({ sql, tenantId }: TenantStatements, id: SubscriptionId) =>
  SqlSchema.findOne({
    Request: Schema.Void,
    Result: Health,
    execute: () => sql`select failures, failing_since as "failingSince" from azals.webhook_health
      where tenant_id = ${tenantId} and subscription_id = ${id}`
  })(undefined)

/** Written only where something changes: most deliveries succeed after one that did. */
export const succeeded = ({ sql, tenantId }: TenantStatements, id: SubscriptionId, slowly: boolean) =>
  Effect.asVoid(sql`update azals.webhook_health
    set failures = 0, failing_since = null, rests_until = null, slow = ${slowly}
    where tenant_id = ${tenantId} and subscription_id = ${id} and (failures > 0 or slow <> ${slowly})`)

export const failed = ({ sql, tenantId }: TenantStatements, id: SubscriptionId) =>
  SqlSchema.findOne({
    Request: Schema.Void,
    Result: Health,
    execute: () => sql`update azals.webhook_health
      set failures = failures + 1, failing_since = coalesce(failing_since, now())
      where tenant_id = ${tenantId} and subscription_id = ${id}
      returning failures, failing_since as "failingSince"`
  })(undefined)

export const rest = ({ sql, tenantId }: TenantStatements, id: SubscriptionId, pause: Duration.Duration) =>
  Effect.asVoid(sql`update azals.webhook_health
    set rests_until = clock_timestamp() + ${milliseconds(pause)} * interval '1 millisecond'
    where tenant_id = ${tenantId} and subscription_id = ${id}`)

export const forgive = ({ sql, tenantId }: TenantStatements, id: SubscriptionId) =>
  Effect.asVoid(sql`update azals.webhook_health
    set failures = 0, failing_since = null, rests_until = null, slow = false
    where tenant_id = ${tenantId} and subscription_id = ${id}`)

const milliseconds = (pause: Duration.Duration) => Duration.toMillis(pause)

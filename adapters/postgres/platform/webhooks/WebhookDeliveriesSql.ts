import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { RecordedEvent } from "../../../../domain/platform/events/model/index.ts"
import {
  Attempt,
  Delivery,
  DeliveryId,
  type SubscriptionId
} from "../../../../domain/platform/webhooks/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { type DeliveriesWanted, WebhookDeliveries } from "../../../../ports/platform/WebhookDeliveries.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"
import { endAttempt, failed, forgive, healthOf, rest, succeeded } from "./attempts.ts"
import { addTest, fanOut } from "./fanOut.ts"
import { point } from "./point.ts"
import { again, redeliverRange } from "./redelivery.ts"

export const webhookDeliveriesLayer = Layer.effect(
  WebhookDeliveries,
  Effect.map(TenantSql, ({ statements }) =>
    WebhookDeliveries.of({
      list: (wanted) => statements((unit) => Effect.orDie(listed(unit, wanted))),
      byId: (id) => statements((unit) => byId(unit, id)),
      attemptsOf: (id) => statements((unit) => Effect.orDie(attemptsOf(unit, id))),
      fanOut: (limit) => statements((unit) => fanOut(unit, limit)),
      addTest: (id) =>
        statements((unit) => Effect.flatMap(addTest(unit, id), (made) => Effect.orDie(byId(unit, made)))),
      due: (id, limit) => statements((unit) => Effect.orDie(due(unit, id, limit))),
      end: (delivery, end) => statements((unit) => endAttempt(unit, delivery, end)),
      healthOf: (id) => statements((unit) => Effect.orDie(healthOf(unit, id))),
      succeeded: (id, slowly) => statements((unit) => succeeded(unit, id, slowly)),
      failed: (id) => statements((unit) => Effect.orDie(failed(unit, id))),
      rest: (id, pause) => statements((unit) => rest(unit, id, pause)),
      forgive: (id) => statements((unit) => forgive(unit, id)),
      point: (id) => statements((unit) => point(unit, id, null)),
      release: (id, turn) => statements((unit) => point(unit, id, turn)),
      redeliver: (id) =>
        statements((unit) =>
          Effect.gen(function* () {
            const put = yield* unit.sql`${again(unit)} and id = ${id} and ended_at is not null returning id`
            return put.length === 0 ? Option.none() : Option.some(yield* Effect.orDie(byId(unit, id)))
          })
        ),
      redeliverRange: (id, range, limit) => statements((unit) => redeliverRange(unit, id, range, limit))
    })
  )
)

const Row = Schema.Struct({
  ...Delivery.fields,
  nextAttemptAt: Schema.NullOr(Schema.DateTimeUtcFromDate),
  createdAt: Schema.DateTimeUtcFromDate,
  endedAt: Schema.NullOr(Schema.DateTimeUtcFromDate)
})

const rows = ({ sql, tenantId }: TenantStatements, where: Statement.Fragment, limit: number) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`select d.id, d.subscription_id as "webhookId", d.event_id as "eventId",
        d.event_type as "eventType", d.state, d.attempts, d.next_attempt_at as "nextAttemptAt",
        d.last_status as "lastStatus", d.last_error as "lastError", d.created_at as "createdAt",
        d.ended_at as "endedAt"
      from azals.webhook_delivery d
      join azals.webhook_subscription s on s.tenant_id = d.tenant_id and s.id = d.subscription_id
      where d.tenant_id = ${tenantId} and s.removed_at is null and ${where} order by d.id desc limit ${limit}`
  })(undefined)

const listed = (
  unit: TenantStatements,
  { after, eventType, limit, states, subscriptionId }: DeliveriesWanted
) => {
  const [last, type, state] = [Option.getOrNull(after), Option.getOrNull(eventType), Option.getOrNull(states)]
  const where = unit.sql`d.subscription_id = ${subscriptionId}
    and (${last}::uuid is null or d.id < ${last}::uuid)
    and (${type}::text is null or d.event_type = ${type})
    and (${state}::text is null or d.state = ${state})`
  return rows(unit, where, limit)
}

const byId = (unit: TenantStatements, id: DeliveryId) =>
  Effect.flatMap(Effect.orDie(rows(unit, unit.sql`d.id = ${id}`, 1)), ([found]) =>
    found === undefined ? Effect.fail(new NotFound({ entity: "WebhookDelivery", id })) : Effect.succeed(found)
  )

const attemptsOf = ({ sql, tenantId }: TenantStatements, id: DeliveryId) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Schema.Struct({ ...Attempt.fields, at: Schema.DateTimeUtcFromDate }),
    execute:
      () => sql`select at, duration_ms as "durationMs", status, error, response, body_hash as "bodyHash"
      from azals.webhook_attempt where tenant_id = ${tenantId} and delivery_id = ${id} order by id desc limit 100`
  })(undefined)

const Due = Schema.Struct({
  id: DeliveryId,
  attempts: Schema.Int,
  event: Schema.NullOr(RecordedEvent)
})

/** A test event may be published and not be numbered yet only within its own unit: whoever reads here sees its number. */
const due = ({ sql, tenantId }: TenantStatements, id: SubscriptionId, limit: number) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Due,
    execute: () => sql`select d.id, d.attempts, case when e.id is null then null else jsonb_build_object(
          'seq', e.seq, 'id', e.id, 'type', e.type, 'entityId', e.entity_id, 'payload', e.payload,
          'requestId', e.request_id, 'at', e.at) end as event
      from azals.webhook_delivery d
      left join azals.outbox e on e.tenant_id = d.tenant_id and e.id = d.event_id
      where d.tenant_id = ${tenantId} and d.subscription_id = ${id} and d.next_attempt_at <= clock_timestamp()
      order by d.event_seq nulls first, d.id limit ${limit}`
  })(undefined)

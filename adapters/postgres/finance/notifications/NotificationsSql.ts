import { DateTime, Duration, Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import {
  Notification,
  NotificationId,
  NotificationNote
} from "../../../../domain/finance/notifications/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { type NotificationEnd, Notifications } from "../../../../ports/finance/Notifications.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"

export const notificationsLayer = Layer.effect(
  Notifications,
  Effect.map(TenantSql, ({ statements }) =>
    Notifications.of({
      list: ({ after, connectionId, limit, state }) =>
        statements((unit) => {
          const [last, of, only] = [
            Option.getOrNull(after),
            Option.getOrNull(connectionId),
            Option.getOrNull(state)
          ]
          const where = unit.sql`(${last}::uuid is null or id < ${last}::uuid)
            and (${of}::uuid is null or connection_id = ${of}::uuid)
            and (${only}::text is null or state = ${only})`
          return Effect.orDie(rows(unit, where, "id desc", limit))
        }),
      told: (id) => statements((unit) => told(unit, id)),
      byId: (id) => statements((unit) => byId(unit, id)),
      due: (id, limit) =>
        statements((unit) =>
          Effect.orDie(
            rows(
              unit,
              unit.sql`connection_id = ${id} and next_attempt_at <= clock_timestamp()`,
              "next_attempt_at, id",
              limit
            )
          )
        ),
      end: (ids, end) => statements((unit) => Effect.orDie(ended(unit, ids, end))),
      replay: (id) =>
        statements((unit) =>
          Effect.gen(function* () {
            yield* byId(unit, id)
            const put = yield* unit.sql`${again(unit)} and id = ${id} and ended_at is not null returning id`
            return put.length === 0 ? Option.none() : Option.some(yield* byId(unit, id))
          })
        ),
      replayRange: ({ connectionId, from, states, to }, limit) =>
        statements((unit) =>
          Effect.map(
            unit.sql`${again(unit)} and ended_at is not null and id in (
              select id from azals.notification where tenant_id = ${unit.tenantId}
                and received_at >= ${DateTime.toDate(from)} and received_at < ${DateTime.toDate(to)}
                and ${unit.sql.in("state", states)}
                and (${connectionId}::uuid is null or connection_id = ${connectionId}::uuid)
              order by received_at limit ${limit}) returning id`,
            ({ length }) => length
          )
        ),
      keepMissed: (connection, missed) => statements((unit) => keepMissed(unit, connection, missed)),
      scannedUntil: (id) =>
        statements((unit) =>
          Effect.map(
            Effect.orDie(scanned(unit, id)),
            Option.map(({ until }) => until)
          )
        ),
      setScannedUntil: (id, until) =>
        statements(({ sql, tenantId }) =>
          Effect.asVoid(sql`insert into azals.notification_scan as s (tenant_id, connection_id, scanned_until)
            values (${tenantId}, ${id}, ${DateTime.toDate(until)})
            on conflict (tenant_id, connection_id)
              do update set scanned_until = greatest(s.scanned_until, excluded.scanned_until)`)
        )
    })
  )
)

const told = ({ sql, tenantId }: TenantStatements, id: NotificationId) =>
  SqlSchema.findOneOption({
    Request: Schema.Void,
    Result: Schema.Struct({ body: Schema.NullOr(Schema.Uint8Array) }),
    execute: () => sql`select body from azals.notification where tenant_id = ${tenantId} and id = ${id}`
  })(undefined).pipe(Effect.orDie, Effect.map(Option.flatMap(({ body }) => Option.fromNullishOr(body))))

const Row = Schema.Struct({
  ...Notification.fields,
  occurredAt: Schema.NullOr(Schema.DateTimeUtcFromDate),
  receivedAt: Schema.DateTimeUtcFromDate,
  nextAttemptAt: Schema.NullOr(Schema.DateTimeUtcFromDate),
  endedAt: Schema.NullOr(Schema.DateTimeUtcFromDate)
})

const rows = ({ sql, tenantId }: TenantStatements, where: Statement.Fragment, order: string, limit: number) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`select id, connection_id as "connectionId", provider, event_id as "eventId", type,
        resource_id as "resourceId", origin, state, deliveries, attempts, note, occurred_at as "occurredAt",
        received_at as "receivedAt", next_attempt_at as "nextAttemptAt", ended_at as "endedAt"
      from azals.notification where tenant_id = ${tenantId} and ${where}
      order by ${sql.literal(order)} limit ${limit}`
  })(undefined)

const byId = (unit: TenantStatements, id: NotificationId) =>
  Effect.flatMap(Effect.orDie(rows(unit, unit.sql`id = ${id}`, "id", 1)), ([found]) =>
    found === undefined ? Effect.fail(new NotFound({ entity: "Notification", id })) : Effect.succeed(found)
  )

const ended = (unit: TenantStatements, ids: ReadonlyArray<NotificationId>, end: NotificationEnd) =>
  Effect.map(
    SqlSchema.findAll({
      Request: Schema.Void,
      Result: Schema.Struct({ id: NotificationId }),
      execute: () => unit.sql`update azals.notification
        set attempts = attempts + 1, ${changesOf(unit, end)}
        where tenant_id = ${unit.tenantId} and next_attempt_at is not null
          and id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))
        returning id`
    })(undefined),
    (found) => found.map(({ id }) => id)
  )

const changesOf = ({ sql }: TenantStatements, end: NotificationEnd) => {
  if (end._tag === "Processed") {
    return sql`state = 'processed', note = null, next_attempt_at = null, ended_at = clock_timestamp()`
  }
  const note = sql`note = ${JSON.stringify(NotificationNote.make(end.note))}::jsonb`
  if (end._tag === "Ignored") {
    return sql`state = 'ignored', ${note}, next_attempt_at = null, ended_at = clock_timestamp()`
  }
  if (end.pause === undefined) {
    return sql`state = 'dead', ${note}, next_attempt_at = null, ended_at = clock_timestamp()`
  }
  const pause = Duration.toMillis(end.pause)
  return sql`state = 'retrying', ${note},
    next_attempt_at = clock_timestamp() + ${pause}::float8 * interval '1 millisecond'`
}

const again = ({ sql, tenantId }: TenantStatements) =>
  sql`update azals.notification
    set state = 'received', attempts = 0, next_attempt_at = clock_timestamp(), ended_at = null
    where tenant_id = ${tenantId}`

const keepMissed = (
  { sql, tenantId }: TenantStatements,
  ...[{ id, provider }, missed]: Parameters<Notifications["Service"]["keepMissed"]>
) =>
  Effect.map(
    sql`insert into azals.notification
        (tenant_id, id, connection_id, provider, event_id, type, resource_id, origin, deliveries, occurred_at)
      select ${tenantId}, m.id, ${id}, ${provider}, m."eventId", m.type, m."resourceId", 'gap-scan', 0,
        m."occurredAt"
      from jsonb_to_recordset(${JSON.stringify(missed)}::jsonb)
        as m(id uuid, "eventId" text, type text, "resourceId" text, "occurredAt" timestamptz)
      on conflict (tenant_id, connection_id, event_id) do nothing returning id`,
    ({ length }) => length
  )

const scanned = ({ sql, tenantId }: TenantStatements, id: string) =>
  SqlSchema.findOneOption({
    Request: Schema.Void,
    Result: Schema.Struct({ until: Schema.DateTimeUtcFromDate }),
    execute: () => sql`select scanned_until as until from azals.notification_scan
      where tenant_id = ${tenantId} and connection_id = ${id}`
  })(undefined)

import { Effect, Layer, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { OutboxLine } from "../../../ports/platform/OutboxLine.ts"
import { EngineSql } from "../EngineSql.ts"

/** Where the relay says, for each company with new events, the company's id. */
export const eventsChannel = "azals_events"

/**
 * The listeners are told in the transaction that takes the events out of the line. Row locks make a second relay
 * wait its turn, so that no company's events overtake each other.
 */
export const outboxLineLayer = Layer.effect(
  OutboxLine,
  Effect.map(EngineSql, (sql) =>
    OutboxLine.of({
      announce: (limit) =>
        SqlSchema.findOne({
          Request: Schema.Void,
          Result: Announced,
          execute: () => sql`with taken as (
              delete from outbox_pointer where position in (
                select position from outbox_pointer order by position limit ${limit} for update)
              returning tenant_id, trace_parent
            ), told as (
              select pg_notify(${eventsChannel}, tenant_id::text) from (select distinct tenant_id from taken) t
            ) select (select count(*) from taken)::int as count, (select count(*) from told) as told,
              (select coalesce(jsonb_object_agg(trace_parent, events), '{}') from (
                select trace_parent, count(*) as events from taken where trace_parent is not null group by 1) t
              ) as "byTraceParent"`
        })(undefined).pipe(Effect.orDie)
    })
  )
)

const Announced = Schema.Struct({
  count: Schema.Int,
  byTraceParent: Schema.Record(Schema.String, Schema.Int)
})

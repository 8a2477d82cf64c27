import { Effect, Layer, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { EventsForgotten, RecordedEvent } from "../../../domain/platform/events/model/index.ts"
import { EventLog, type EventQuery } from "../../../ports/platform/EventLog.ts"
import { TenantSql, type TenantStatements } from "../TenantSql.ts"

/**
 * Numbers are given at COMMIT under the lock of the chain's head, so that whoever sees number n sees all before it:
 * reading after the last number seen loses nothing and repeats nothing.
 */
export const eventLogLayer = Layer.effect(
  EventLog,
  Effect.map(TenantSql, ({ statements }) =>
    EventLog.of({
      head: statements((unit) => Effect.orDie(bounds(unit))).pipe(Effect.map(({ last }) => last)),
      forgotten: statements((unit) => Effect.orDie(bounds(unit))).pipe(
        Effect.map(({ forgotten }) => forgotten)
      ),
      after: (query) =>
        statements((unit) =>
          Effect.gen(function* () {
            const { events, forgotten, last } = yield* Effect.orDie(page(unit, query))
            const after = query.after ?? forgotten
            if (after < forgotten) return yield* new EventsForgotten({ after, oldestAfter: forgotten })
            if (events.length < query.limit) return { events, reached: Math.max(last, after) }
            return { events, reached: events.at(-1)?.seq ?? last }
          })
        )
    })
  )
)

const Bounds = Schema.Struct({ last: Schema.Int, forgotten: Schema.Int })

const bounds = ({ sql, tenantId }: TenantStatements) =>
  SqlSchema.findOne({
    Request: Schema.Void,
    Result: Bounds,
    execute: () => sql`select event_seq::float8 as last, events_forgotten::float8 as forgotten
      from azals.chain_head where tenant_id = ${tenantId}`
  })(undefined)

const Page = Schema.Struct({ ...Bounds.fields, events: Schema.Array(RecordedEvent) })

/** One statement, so one snapshot: events that are being forgotten are either all there or known to be gone. */
const page = ({ sql, tenantId }: TenantStatements, { after, contexts, limit, prefix = "" }: EventQuery) =>
  SqlSchema.findOne({
    Request: Schema.Void,
    Result: Page,
    execute: () => sql`select h.event_seq::float8 as last, h.events_forgotten::float8 as forgotten,
        (select coalesce(jsonb_agg(to_jsonb(e) order by e.seq), '[]') from (
          select seq, id, type, entity_id as "entityId", payload, request_id as "requestId", at
          from azals.outbox
          where tenant_id = ${tenantId} and seq > coalesce(${after ?? null}::float8::bigint, h.events_forgotten)
            and seq <= h.event_seq and starts_with(type, ${prefix})
            and split_part(type, '.', 1) in
              (select jsonb_array_elements_text(${JSON.stringify(contexts)}::jsonb))
          order by seq limit ${limit}) e) as events
      from azals.chain_head h where h.tenant_id = ${tenantId}`
  })(undefined)

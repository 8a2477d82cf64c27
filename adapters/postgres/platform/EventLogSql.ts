import { Effect, Layer, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { RecordedEvent } from "../../../domain/platform/events/model/index.ts"
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
      head: statements((unit) => Effect.orDie(head(unit))),
      after: (query) =>
        statements((unit) =>
          Effect.gen(function* () {
            const last = yield* Effect.orDie(head(unit))
            if (last <= query.after) return { events: [], reached: query.after }
            const events = yield* Effect.orDie(after(unit, query, last))
            const full = events.length === query.limit
            return { events, reached: full ? (events.at(-1)?.seq ?? last) : last }
          })
        )
    })
  )
)

const head = ({ sql, tenantId }: TenantStatements) =>
  SqlSchema.findOne({
    Request: Schema.Void,
    Result: Schema.Struct({ head: Schema.Int }),
    execute: () => sql`select event_seq::float8 as head from azals.chain_head where tenant_id = ${tenantId}`
  })(undefined).pipe(Effect.map((row) => row.head))

const Row = Schema.Struct({ ...RecordedEvent.fields, at: Schema.DateTimeUtcFromDate })

const after = ({ sql, tenantId }: TenantStatements, query: EventQuery, last: number) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`select seq::float8 as seq, id, type, entity_id as "entityId", payload,
        request_id as "requestId", at
      from azals.outbox
      where tenant_id = ${tenantId} and seq > ${query.after}::float8::bigint and seq <= ${last}::float8::bigint
        and starts_with(type, ${query.prefix ?? ""})
        and split_part(type, '.', 1) in
          (select jsonb_array_elements_text(${JSON.stringify(query.contexts)}::jsonb))
      order by seq limit ${query.limit}`
  })(undefined)

import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import {
  EntryId,
  FinancialEvent,
  FinancialEventId,
  type KeptEvent
} from "../../../domain/finance/accounting/model/index.ts"
import { NotFound } from "../../../domain/shared/errors.ts"
import { type EventFilter, FinancialEvents } from "../../../ports/finance/FinancialEvents.ts"
import { TenantSql, type TenantStatements } from "../TenantSql.ts"

export const financialEventsLayer = Layer.effect(
  FinancialEvents,
  Effect.map(TenantSql, ({ statements }) =>
    FinancialEvents.of({
      keep: (kept) => statements((unit) => keep(unit, kept)),
      find: (id) =>
        statements((unit) =>
          Effect.flatMap(rows(unit, unit.sql`e.id = ${id}`), ([event]) =>
            event === undefined
              ? Effect.fail(new NotFound({ entity: "FinancialEvent", id }))
              : Effect.succeed(event)
          )
        ),
      findBySender: (eventId) =>
        statements((unit) =>
          Effect.map(rows(unit, unit.sql`e.event_id = ${eventId}`), ([event]) =>
            Option.fromUndefinedOr(event)
          )
        ),
      list: (filter, limit, after) =>
        statements((unit) => {
          const cursor = Option.getOrUndefined(after)
          const later =
            cursor === undefined
              ? unit.sql``
              : unit.sql`and (e.event_date, e.id) > (${cursor.date}::date, ${cursor.id}::uuid)`
          return rows(
            unit,
            unit.sql`true ${conditions(unit, filter)} ${later} order by e.event_date, e.id limit ${limit}`
          )
        })
    })
  )
)

const Row = Schema.Struct({ id: FinancialEventId, entryId: EntryId, event: FinancialEvent })

const rows = ({ sql, tenantId }: TenantStatements, condition: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`select e.id, e.entry_id as "entryId", e.content as event from azals.financial_event e
      where e.tenant_id = ${tenantId} and ${condition}`
  })(undefined).pipe(Effect.orDie)

const conditions = (
  { sql }: TenantStatements,
  { documentRef, entryId, from, to, types }: EventFilter
): Statement.Fragment =>
  sql.join(
    " ",
    false
  )([
    ...(types === undefined
      ? []
      : [sql`and e.type in (select jsonb_array_elements_text(${JSON.stringify(types)}::jsonb))`]),
    ...(entryId === undefined ? [] : [sql`and e.entry_id = ${entryId}`]),
    ...(documentRef === undefined ? [] : [sql`and e.document_ref = ${documentRef}`]),
    ...(from === undefined ? [] : [sql`and e.event_date >= ${from}::date`]),
    ...(to === undefined ? [] : [sql`and e.event_date <= ${to}::date`])
  ])

/** A second unit with the same event waits here for the first one's end. */
const keep = (unit: TenantStatements, kept: KeptEvent) =>
  Effect.gen(function* () {
    const { sql, tenantId } = unit
    const { entryId, event, id } = kept
    const content = JSON.stringify(yield* Effect.orDie(Schema.encodeEffect(FinancialEvent)(event)))
    const inserted = yield* sql`insert into azals.financial_event
        (tenant_id, id, event_id, type, event_date, document_ref, content, entry_id)
      values (${tenantId}, ${id}, ${event.id}, ${event.type}, ${event.date}::date, ${event.documentRef ?? null},
        ${content}::jsonb, ${entryId})
      on conflict (tenant_id, event_id) do nothing returning id`
    if (inserted.length > 0) return kept
    const [first] = yield* rows(unit, sql`e.event_id = ${event.id}`)
    return first === undefined ? yield* Effect.die(`event ${event.id} is neither new nor kept`) : first
  })

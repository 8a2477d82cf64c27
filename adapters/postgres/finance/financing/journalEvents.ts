import { DateTime, Effect, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { JournalEvent, type JournalEventId } from "../../../../domain/finance/financing/model/index.ts"
import type { ConnectionId } from "../../../../domain/finance/providers/model/index.ts"
import { CurrencyCode, EUR, money } from "../../../../domain/shared/Money.ts"
import type { Financings } from "../../../../ports/finance/Financings.ts"
import type { TenantStatements } from "../../TenantSql.ts"

const { at: _at, fees: _fees, principal: _principal, ...kept } = JournalEvent.fields

const Row = Schema.Struct({
  ...kept,
  at: Schema.DateTimeUtcFromDate,
  principalMinor: Schema.NullOr(Schema.BigInt),
  feesMinor: Schema.NullOr(Schema.BigInt),
  currency: CurrencyCode
})

const eventOf = ({ currency, feesMinor, principalMinor, ...row }: typeof Row.Type): JournalEvent => ({
  ...row,
  principal: principalMinor === null ? null : money(principalMinor, currency),
  fees: feesMinor === null ? null : money(feesMinor, currency)
})

const rows = ({ sql, tenantId }: TenantStatements, rest: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute:
      () => sql`select id, connection_id as "connectionId", advance_reference as "advanceReference", kind, at,
        principal_minor as "principalMinor", fees_minor as "feesMinor", currency, posting, obstacle
      from azals.financing_event where tenant_id = ${tenantId} and ${rest}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((found) => found.map(eventOf))
  )

export const journal = (
  unit: TenantStatements,
  { after, limit, state: wanted }: Parameters<Financings["Service"]["journal"]>[0]
) => {
  const [last, only] = [Option.getOrNull(after), wanted ?? null]
  return rows(
    unit,
    unit.sql`(${last}::uuid is null or id < ${last}::uuid) and (${only}::text is null or posting = ${only})
      order by id desc limit ${limit}`
  )
}

export const journalOf = (unit: TenantStatements, connectionId: ConnectionId, reference: string) =>
  rows(unit, unit.sql`connection_id = ${connectionId} and advance_reference = ${reference} order by at, id`)

export const journalEnd = (unit: TenantStatements, connectionId: ConnectionId) =>
  Effect.map(rows(unit, unit.sql`connection_id = ${connectionId} order by at desc limit 1`), ([newest]) =>
    Option.map(Option.fromUndefinedOr(newest), ({ at }) => at)
  )

export const keepEvents = (
  { sql, tenantId }: TenantStatements,
  connectionId: ConnectionId,
  events: Parameters<Financings["Service"]["keepEvents"]>[1]
) => {
  const given = events.map(({ advanceReference, at, fees, id, kind, posting, principal }) => ({
    id,
    advance_reference: advanceReference,
    kind,
    at: DateTime.formatIso(at),
    principal_minor: principal === null ? null : String(principal.minor),
    fees_minor: fees === null ? null : String(fees.minor),
    currency: principal?.currency ?? fees?.currency ?? EUR,
    posting
  }))
  return Effect.map(
    sql`insert into azals.financing_event
        (tenant_id, id, connection_id, advance_reference, kind, at, principal_minor, fees_minor, currency, posting)
      select ${tenantId}::uuid, e.id, ${connectionId}::uuid, e.advance_reference, e.kind, e.at, e.principal_minor,
        e.fees_minor, e.currency, e.posting
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as e (id uuid, advance_reference text, kind text,
        at timestamptz, principal_minor bigint, fees_minor bigint, currency text, posting text)
      on conflict do nothing returning id`,
    (added) => added.length
  )
}

export const setPosting = (
  { sql, tenantId }: TenantStatements,
  id: JournalEventId,
  posting: JournalEvent["posting"],
  obstacle: string | null
) =>
  Effect.asVoid(
    sql`update azals.financing_event set posting = ${posting}, obstacle = ${obstacle}
      where tenant_id = ${tenantId} and id = ${id} and posting <> 'posted'`
  )

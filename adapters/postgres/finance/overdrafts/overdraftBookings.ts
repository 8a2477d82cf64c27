import { Effect, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import {
  isUsurious,
  OverdraftBooking,
  type OverdraftBookingId,
  type OverdraftId,
  type Quarter
} from "../../../../domain/finance/financing/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { CurrencyCode, money } from "../../../../domain/shared/Money.ts"
import type { KeptOverdraftBooking } from "../../../../ports/finance/Overdrafts.ts"
import type { TenantStatements } from "../../TenantSql.ts"

const {
  aboveUsury: _aboveUsury,
  charges: _charges,
  createdAt: _createdAt,
  interest: _interest,
  ...kept
} = OverdraftBooking.fields

const Row = Schema.Struct({
  ...kept,
  createdAt: Schema.DateTimeUtcFromDate,
  interestMinor: Schema.BigInt,
  chargesMinor: Schema.BigInt,
  currency: CurrencyCode
})

const bookingOf = ({ chargesMinor, currency, interestMinor, ...row }: typeof Row.Type): OverdraftBooking => ({
  ...row,
  interest: money(interestMinor, currency),
  charges: money(chargesMinor, currency),
  aboveUsury: isUsurious(row.effectiveRate, row.usuryThreshold)
})

/** A reversal has no rate of its own, and so no threshold. */
const rows = ({ sql, tenantId }: TenantStatements, rest: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute:
      () => sql`select b.id, b.overdraft_id as "overdraftId", b.from_day::text as "from", b.to_day::text as "to",
        b.booked_on::text as "on", b.interest_minor as "interestMinor", b.charges_minor as "chargesMinor", b.currency,
        b.effective_rate::text as "effectiveRate", b.reverses, b.entry_id as "entryId", b.created_at as "createdAt",
        case when b.reverses is null then t.rate end as "usuryThreshold"
      from azals.overdraft_booking b
      left join azals.usury_threshold t on t.tenant_id = b.tenant_id and t.quarter = to_char(b.to_day, 'YYYY"-Q"Q')
      where b.tenant_id = ${tenantId} and ${rest}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((found) => found.map(bookingOf))
  )

export const addBooking = (
  unit: TenantStatements,
  { charges, effectiveRate, entryId, from, id, interest, on, overdraftId, reverses, to }: KeptOverdraftBooking
) =>
  Effect.andThen(
    unit.sql`insert into azals.overdraft_booking (tenant_id, id, overdraft_id, from_day, to_day, booked_on,
        interest_minor, charges_minor, currency, effective_rate, reverses, entry_id)
      values (${unit.tenantId}, ${id}, ${overdraftId}, ${from}::date, ${to}::date, ${on}::date,
        ${String(interest.minor)}::bigint, ${String(charges.minor)}::bigint, ${interest.currency},
        ${effectiveRate}::numeric, ${reverses}, ${entryId})`,
    Effect.orDie(booking(unit, id))
  )

export const booking = (unit: TenantStatements, wanted: OverdraftBookingId) =>
  Effect.flatMap(rows(unit, unit.sql`b.id = ${wanted}`), ([found]) =>
    found === undefined
      ? Effect.fail(new NotFound({ entity: "OverdraftBooking", id: wanted }))
      : Effect.succeed(found)
  )

export const bookings = (unit: TenantStatements, id: OverdraftId) =>
  rows(unit, unit.sql`b.overdraft_id = ${id} order by b.id`)

export const bookingsAfter = (
  unit: TenantStatements,
  id: OverdraftId,
  after: Option.Option<OverdraftBookingId>,
  limit: number
) => {
  const last = Option.getOrNull(after)
  return rows(
    unit,
    unit.sql`b.overdraft_id = ${id} and (${last}::uuid is null or b.id > ${last}::uuid) order by b.id limit ${limit}`
  )
}

export const usurious = (unit: TenantStatements, quarter: Quarter) =>
  rows(
    unit,
    unit.sql`to_char(b.to_day, 'YYYY"-Q"Q') = ${quarter} and b.reverses is null
      and b.effective_rate > t.rate::numeric and not exists (select from azals.overdraft_booking r
        where r.tenant_id = b.tenant_id and r.reverses = b.id) order by b.id`
  )

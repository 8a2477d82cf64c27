import { DateTime, Effect, Layer, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { LeftIntent } from "../../../../domain/finance/suite/model/index.ts"
import { ProcessId, ProcessState, StepFault } from "../../../../domain/platform/processes/model/index.ts"
import { CurrencyCode, money } from "../../../../domain/shared/Money.ts"
import { SuiteOverview } from "../../../../ports/finance/SuiteOverview.ts"
import { processRows } from "../../platform/processes/processRows.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"

export const suiteOverviewLayer = Layer.effect(
  SuiteOverview,
  Effect.map(TenantSql, ({ statements }) =>
    SuiteOverview.of({
      read: (since, limit) =>
        statements((unit) =>
          Effect.gen(function* () {
            const { sql } = unit
            const still = sql`state not in ('completed', 'compensated')
              and moved_at < ${DateTime.formatIso(since)}::timestamptz`
            const oldest = sql`order by moved_at, id limit ${limit}`
            const asked = sql`id in (select s.process_id from azals.process_step s where s.tenant_id = ${unit.tenantId}
              and s.phase = 'begun' and (s.kind = 'decision' or s.fault is not null))`
            return {
              open: yield* counts(unit),
              waitingForPeople: yield* processRows(unit, sql`state = 'waiting' and ${asked} ${oldest}`),
              failing: yield* failing(unit, limit),
              stuck: {
                processes: yield* processRows(unit, sql`${still} ${oldest}`),
                ...(yield* stuckSums(unit, since))
              },
              unknownIntents: {
                ...(yield* unknownIntents(unit)),
                leftToPeople: yield* leftToPeople(unit, limit)
              },
              deadNotifications: yield* deadNotifications(unit)
            }
          })
        )
    })
  )
)

const Sums = Schema.Array(Schema.Struct({ currency: CurrencyCode, minor: Schema.BigIntFromString }))

const moneyOf = (sums: typeof Sums.Type) => sums.map(({ currency, minor }) => money(minor, currency))

/** Sums by currency of rows with `amount_minor` and `currency`, as JSON. */
const sumsOf = ({ sql }: TenantStatements, rows: ReturnType<TenantStatements["sql"]["literal"]>) =>
  sql`(select coalesce(jsonb_agg(jsonb_build_object('currency', s.currency, 'minor', s.minor::text) order by s.currency),
      '[]') from (select r.currency, sum(r.amount_minor) as minor from ${rows} r
      where r.currency is not null group by r.currency) s)`

const counts = (unit: TenantStatements) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Schema.Struct({
      definition: Schema.String,
      state: ProcessState,
      count: Schema.Int,
      amounts: Sums
    }),
    execute: () => unit.sql`with live as materialized (select definition, state, amount_minor, currency
        from azals.process where tenant_id = ${unit.tenantId} and state not in ('completed', 'compensated'))
      select g.definition, g.state, g.count::int as count,
        (select coalesce(jsonb_agg(jsonb_build_object('currency', s.currency, 'minor', s.minor::text)
            order by s.currency), '[]')
          from (select currency, sum(amount_minor) as minor from live l where l.definition = g.definition
            and l.state = g.state and l.currency is not null group by currency) s) as amounts
      from (select definition, state, count(*) from live group by definition, state) g
      order by g.definition, g.state`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((rows) => rows.map(({ amounts, ...row }) => ({ ...row, amounts: moneyOf(amounts) })))
  )

const FailingRow = Schema.Struct({
  processId: ProcessId,
  step: Schema.String,
  attempts: Schema.Int,
  fault: Schema.NullOr(StepFault)
})

/** Steps that failed for good, that wait to be tried again, or whose work died of a bug. */
const failing = (unit: TenantStatements, limit: number) =>
  Effect.gen(function* () {
    const { sql, tenantId } = unit
    const steps = yield* Effect.orDie(
      SqlSchema.findAll({
        Request: Schema.Void,
        Result: FailingRow,
        execute: () => sql`select distinct on (p.moved_at, p.id) p.id as "processId", s.name as step,
            s.attempts + s.undo_attempts as attempts, s.fault
          from azals.process p join azals.process_step s on s.tenant_id = ${tenantId} and s.process_id = p.id
          where p.tenant_id = ${tenantId} and p.state not in ('completed', 'compensated')
            and (s.phase in ('failed', 'undo-failed') or (s.fault is not null and s.phase <> 'begun')
              or (p.troubled and s.phase <> 'done'))
          order by p.moved_at, p.id, s.position desc limit ${limit}`
      })(undefined)
    )
    const ids = steps.map(({ processId }) => processId)
    const found = ids.length === 0 ? [] : yield* processRows(unit, sql.in("id", ids))
    return steps.flatMap(({ processId, ...step }) => {
      const process = found.find(({ id }) => id === processId)
      return process === undefined ? [] : [{ process, ...step }]
    })
  })

const stuckSums = (unit: TenantStatements, since: DateTime.Utc) =>
  Effect.orDie(
    SqlSchema.findOne({
      Request: Schema.Void,
      Result: Schema.Struct({ count: Schema.Int, amounts: Sums }),
      execute: () => unit.sql`with still as materialized (select amount_minor, currency from azals.process
          where tenant_id = ${unit.tenantId} and state not in ('completed', 'compensated')
            and moved_at < ${DateTime.formatIso(since)}::timestamptz)
        select (select count(*)::int from still) as count, ${sumsOf(unit, unit.sql.literal("still"))} as amounts`
    })(undefined)
  ).pipe(Effect.map(({ amounts, count }) => ({ count, amounts: moneyOf(amounts) })))

const unknownIntents = (unit: TenantStatements) =>
  Effect.orDie(
    SqlSchema.findOne({
      Request: Schema.Void,
      Result: Schema.Struct({
        count: Schema.Int,
        amounts: Sums,
        oldestSentAt: Schema.NullOr(Schema.DateTimeUtcFromDate)
      }),
      execute: () => unit.sql`with unknown as materialized (select amount_minor, currency, sent_at
          from azals.provider_intent where tenant_id = ${unit.tenantId} and state = 'unknown')
        select (select count(*)::int from unknown) as count, (select min(sent_at) from unknown) as "oldestSentAt",
          ${sumsOf(unit, unit.sql.literal("unknown"))} as amounts`
    })(undefined)
  ).pipe(Effect.map(({ amounts, ...rest }) => ({ ...rest, amounts: moneyOf(amounts) })))

const LeftRow = Schema.Struct({
  ...LeftIntent.fields,
  amount: Schema.NullOr(Schema.BigInt),
  currency: Schema.NullOr(CurrencyCode),
  sentAt: Schema.NullOr(Schema.DateTimeUtcFromDate),
  leftToPeopleAt: Schema.NullOr(Schema.DateTimeUtcFromDate)
})

const leftToPeople = ({ sql, tenantId }: TenantStatements, limit: number) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: LeftRow,
    execute: () => sql`select id, kind, connection_id as "connectionId", business_key as "businessKey",
        amount_minor as amount, currency, sent_at as "sentAt", left_to_people_at as "leftToPeopleAt"
      from azals.provider_intent
      where tenant_id = ${tenantId} and state = 'unknown' and left_to_people_at is not null
      order by sent_at, id limit ${limit}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((rows) =>
      rows.map(({ amount, currency, ...row }) => ({
        ...row,
        amount: amount === null || currency === null ? null : money(amount, currency)
      }))
    )
  )

const deadNotifications = ({ sql, tenantId }: TenantStatements) =>
  Effect.orDie(
    SqlSchema.findOne({
      Request: Schema.Void,
      Result: Schema.Struct({ dead: Schema.Int }),
      execute: () => sql`select count(*)::int as dead from azals.notification
        where tenant_id = ${tenantId} and state = 'dead'`
    })(undefined)
  ).pipe(Effect.map(({ dead }) => dead))

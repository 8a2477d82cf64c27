import { Duration, Effect, Layer, Schema } from "effect"
import { type SqlError, SqlSchema } from "effect/sql"
import { Retention } from "../../../ports/platform/Retention.ts"
import { TenantSql, type TenantStatements } from "../TenantSql.ts"

/** The rules stand in the database's functions `forget_…`: nothing else may delete these rows. */
export const retentionStoreLayer = Layer.effect(
  Retention,
  Effect.map(TenantSql, ({ statements }) =>
    Retention.of({
      forgetJobs: ({ dead, ended }, batch) =>
        statements(({ sql }) =>
          count(
            sql`select azals.forget_jobs(${interval(sql, ended)}, ${interval(sql, dead)}, ${batch}) as count`
          )
        ),
      forgetEvents: (kept, batch) =>
        statements(({ sql }) =>
          count(sql`select azals.forget_events(${interval(sql, kept)}, ${batch}) as count`)
        ),
      forgetDeliveries: (kept, batch) =>
        statements(({ sql }) =>
          count(sql`select azals.forget_deliveries(${interval(sql, kept)}, ${batch}) as count`)
        ),
      forgetNotificationBodies: (kept, batch) =>
        statements(({ sql }) =>
          count(sql`select azals.forget_notification_bodies(${interval(sql, kept)}, ${batch}) as count`)
        ),
      forgetProcesses: (kept, batch) =>
        statements(({ sql }) =>
          count(sql`select azals.forget_processes(${interval(sql, kept)}, ${batch}) as count`)
        )
    })
  )
)

const interval = (sql: TenantStatements["sql"], time: Duration.Duration) =>
  sql`${Duration.toMillis(time)} * interval '1 millisecond'`

const count = (rows: Effect.Effect<ReadonlyArray<unknown>, SqlError.SqlError>) =>
  SqlSchema.findOne({
    Request: Schema.Void,
    Result: Schema.Struct({ count: Schema.Int }),
    execute: () => rows
  })(undefined).pipe(
    Effect.map((row) => row.count),
    Effect.catchTag(["SchemaError", "NoSuchElementError"], Effect.die)
  )

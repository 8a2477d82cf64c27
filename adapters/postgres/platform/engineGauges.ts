import { PgConnection } from "@effect/sql-pg"
import { Effect, type Redacted } from "effect"

/** What waits and what is open, as numbers: nothing of any company. Empty when the database does not answer. */
export const engineGauges = (url: Redacted.Redacted): Effect.Effect<Readonly<Record<string, number>>> =>
  Effect.scoped(
    Effect.gen(function* () {
      const session = yield* PgConnection.make({ url, startupParameters: { role: "azals_engine" } })
      const { rows } = yield* session.query(`select
        (select count(*) from engine.outbox_pointer)::integer as azals_events_waiting,
        (select count(*) from engine.job_pointer where admitted_at is null)::integer as azals_jobs_waiting,
        (select count(*) from engine.job_pointer where admitted_at is not null)::integer as azals_jobs_admitted,
        (select count(*) from pg_stat_activity where application_name = 'azalscore')::integer
          as azals_database_sessions`)
      return Object.fromEntries(
        Object.entries(rows[0] ?? {}).flatMap(([name, value]) =>
          typeof value === "number" ? [[name, value] as const] : []
        )
      )
    })
  ).pipe(Effect.orElseSucceed(() => ({})))

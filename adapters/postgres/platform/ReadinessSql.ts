import { Effect, Layer } from "effect"
import { Readiness, type ServiceState } from "../../../ports/platform/Readiness.ts"
import { Connect } from "../Connect.ts"
import { latestMigration } from "../latestMigration.ts"

export const readinessLayer = Layer.effect(
  Readiness,
  Effect.map(Connect, ({ open }) =>
    Readiness.of({
      state: Effect.scoped(
        Effect.flatMap(open, (session) =>
          session.query("select exists (select from azals_migration where migration_id >= $1) as current", [
            latestMigration
          ])
        )
      ).pipe(
        Effect.map(({ rows }): ServiceState => (rows[0]?.["current"] === true ? "ready" : "behind")),
        Effect.catchTag("SqlError", ({ reason }) =>
          Effect.succeed(answered(reason._tag) ? ("behind" as const) : ("unreachable" as const))
        ),
        Effect.timeoutOrElse({ duration: "2 seconds", orElse: () => Effect.succeed("unreachable" as const) })
      )
    })
  )
)

/** A server that refuses the question is there, and has no list of migrations to show. */
const answered = (reason: string) => reason === "SqlSyntaxError" || reason === "AuthorizationError"

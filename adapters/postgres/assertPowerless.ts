import { PgConnection } from "@effect/sql-pg"
import { Effect, type Redacted } from "effect"
import { UnfitDatabase, unreachable } from "./UnfitDatabase.ts"

/** Opens one session and closes it: fails with a sentence when the database cannot be reached. */
export const reach = (url: Redacted.Redacted, setting: string): Effect.Effect<void, UnfitDatabase> =>
  Effect.scoped(Effect.asVoid(PgConnection.make({ url }))).pipe(
    Effect.mapError((error) => unreachable(error, setting))
  )

/**
 * Row-level security does nothing for a superuser, an owner or a role that bypasses it. The service may start only
 * when its login can drop to `azals_app`, and `azals_app` is powerless: fails with a sentence otherwise.
 */
export const assertPowerless = (
  url: Redacted.Redacted,
  setting: string
): Effect.Effect<void, UnfitDatabase> =>
  Effect.scoped(
    Effect.gen(function* () {
      const session = yield* Effect.mapError(PgConnection.make({ url }), (error) =>
        unreachable(error, setting)
      )
      yield* Effect.mapError(session.query("BEGIN READ ONLY"), (error) => unreachable(error, setting))
      yield* Effect.mapError(session.query("SET LOCAL ROLE azals_app"), () => unfit(cannotDrop))
      const { rows } = yield* Effect.mapError(session.query(powers), (error) => unreachable(error, setting))
      yield* Effect.ignore(session.query("ROLLBACK"))
      if (rows[0]?.["powerful"] !== false) return yield* unfit(tooPowerful)
    })
  )

/** The powers that would see through the policies: of the role itself, or of one that it inherits. */
const powers = `select current_user <> 'azals_app'
  or exists (select from pg_roles r where (r.rolsuper or r.rolbypassrls)
    and pg_has_role(current_user, r.oid, 'usage'))
  or exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('azals', 'engine') and pg_has_role(current_user, c.relowner, 'usage')) as powerful`

const unfit = (reason: UnfitDatabase["reason"]) => new UnfitDatabase({ reason })

const cannotDrop = {
  fr: "Le compte de DATABASE_URL ne peut pas prendre le rôle sans pouvoir azals_app : lancez « npm run azals -- migrate », qui lui en donne le droit.",
  en: 'The account of DATABASE_URL cannot drop to the powerless role azals_app: run "npm run azals -- migrate", which allows it to.'
}

const tooPowerful = {
  fr: "Le rôle azals_app a des pouvoirs qui contournent l'isolation des sociétés : le service ne démarre pas. Retirez-lui SUPERUSER, BYPASSRLS et la possession des tables.",
  en: "The role azals_app has powers that see through the isolation of companies: the service does not start. Take SUPERUSER, BYPASSRLS and the ownership of tables from it."
}

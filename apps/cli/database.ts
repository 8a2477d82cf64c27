import { Effect, Redacted } from "effect"
import { join } from "node:path"
import { embeddedDatabase, type EmbeddedDatabase } from "../../adapters/embedded/EmbeddedDatabase.ts"
import { reach } from "../../adapters/postgres/assertPowerless.ts"
import { Impossible } from "./CommandFailure.ts"

/** Where everything stands that a restart must find again. */
export const dataFolder = join(import.meta.dirname, "..", "..", ".data")

/**
 * The database that the environment names in DATABASE_URL (DATABASE_ADMIN_URL migrates, and is the same where it is
 * absent), else the embedded one in `.data/`. With `join`, the embedded server of a running service is used.
 */
export const database = Effect.fnUntraced(function* (options: { readonly join: boolean }) {
  const url = process.env["DATABASE_URL"] ?? ""
  if (url !== "") return yield* named(url, process.env["DATABASE_ADMIN_URL"] || url)
  return yield* Effect.mapError(
    embeddedDatabase({ folder: dataFolder, durable: true, join: options.join }),
    ({ reason }) => new Impossible({ reason })
  )
})

const named = (url: string, adminUrl: string): Effect.Effect<EmbeddedDatabase, Impossible> =>
  Effect.gen(function* () {
    const service = Redacted.make(url)
    const admin = Redacted.make(adminUrl)
    yield* Effect.andThen(reach(service, "DATABASE_URL"), reach(admin, "DATABASE_ADMIN_URL")).pipe(
      Effect.mapError(({ reason }) => new Impossible({ reason }))
    )
    const login = decodeURIComponent(new URL(url).username)
    if (login === "") return yield* new Impossible({ reason: noLogin })
    return { admin, service, login, stopped: Effect.never }
  })

const noLogin = {
  fr: "DATABASE_URL : il faut un utilisateur dans l'adresse, postgres://utilisateur:motdepasse@serveur:port/base.",
  en: "DATABASE_URL: the address needs a user, postgres://user:password@server:port/database."
}

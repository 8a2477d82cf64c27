import { Effect, Redacted, Schema } from "effect"
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { EmbeddedDatabase } from "../../adapters/embedded/EmbeddedDatabase.ts"
import { Impossible } from "./CommandFailure.ts"
import { dataFolder } from "./database.ts"

const file = join(dataFolder, "demo-keys.json")

/** By database, by company id: the secret of a key. */
const Kept = Schema.Record(Schema.String, Schema.Record(Schema.String, Schema.String))
type Kept = typeof Kept.Type

const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(Kept))

/** The demo keys that were kept for this database. */
export const demoKeysOf = (databases: EmbeddedDatabase) =>
  Effect.map(everything, (kept) => kept[nameOf(databases)] ?? {})

/** Keeps the demo keys of this database, readable by the owner of the file alone. */
export const keepDemoKeys = (databases: EmbeddedDatabase, keys: Readonly<Record<string, string>>) =>
  Effect.flatMap(everything, (kept) =>
    Effect.try({
      try: () => {
        mkdirSync(dataFolder, { recursive: true })
        writeFileSync(`${file}.new`, JSON.stringify({ ...kept, [nameOf(databases)]: keys }, null, 2), {
          mode: 0o600
        })
        renameSync(`${file}.new`, file)
      },
      catch: unusable
    })
  )

const everything: Effect.Effect<Kept, Impossible> = Effect.try({
  try: () => (existsSync(file) ? readFileSync(file, "utf8") : "{}"),
  catch: unusable
}).pipe(Effect.flatMap(decode), Effect.mapError(unusable))

/** The embedded database changes its port with each start; one that the environment names is known by its address. */
const nameOf = ({ service }: EmbeddedDatabase) => {
  const { host, pathname } = new URL(Redacted.value(service))
  return process.env["DATABASE_URL"] ? `${host}${pathname}` : "embedded"
}

function unusable() {
  return new Impossible({
    reason: {
      fr: `Le fichier ${file} ne peut pas être lu ou écrit : effacez-le, de nouvelles clés seront faites.`,
      en: `The file ${file} cannot be read or written: delete it, and new keys will be made.`
    }
  })
}

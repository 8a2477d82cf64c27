import { Effect, Redacted } from "effect"
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { drawMasterKey } from "../../adapters/vault/masterKeys.ts"
import { Impossible } from "./CommandFailure.ts"
import { dataFolder } from "./database.ts"

const file = join(dataFolder, "master-key")

/**
 * The master key of this machine: that of AZALS_MASTER_KEY, else the one that stands beside the embedded database,
 * readable by its owner alone. With `make`, one is made for an embedded database that has none. A database that the
 * environment names has none but that of the environment.
 */
export const machineMasterKey = (options: { readonly make: boolean }) =>
  Effect.try({
    try: (): Redacted.Redacted | undefined => {
      const named = process.env["AZALS_MASTER_KEY"] ?? ""
      if (named !== "") return Redacted.make(named)
      if (process.env["DATABASE_URL"]) return undefined
      if (existsSync(file)) return Redacted.make(readFileSync(file, "utf8"))
      return options.make ? make() : undefined
    },
    catch: () => new Impossible({ reason: unusable })
  })

const make = () => {
  const key = drawMasterKey("embedded")
  mkdirSync(dataFolder, { recursive: true })
  writeFileSync(`${file}.new`, key, { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return Redacted.make(key)
}

const unusable = {
  fr: `Le fichier ${file} ne peut pas être lu ou écrit : il garde la clé maîtresse de la base embarquée.`,
  en: `The file ${file} cannot be read or written: it holds the master key of the embedded database.`
}

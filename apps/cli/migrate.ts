import { Effect } from "effect"
import { Command } from "effect/cli"
import type { Language } from "../../domain/shared/Language.ts"

/** `azals migrate`: brings the database to the version of these sources. */
export const migrateCommand = (language: Language) =>
  Command.make("migrate", {}, () =>
    Effect.flatMap(
      Effect.promise(() => import("./migrateDatabase.ts")),
      ({ migrateDatabase }) => migrateDatabase
    )
  ).pipe(
    Command.withShortDescription(
      { fr: "Met la base de données à jour.", en: "Brings the database up to date." }[language]
    ),
    Command.withDescription(
      {
        fr:
          "Met à jour la base de DATABASE_URL (DATABASE_ADMIN_URL : le compte qui migre), ou la base embarquée de " +
          ".data/. Écrit { applied } : les fichiers appliqués.",
        en:
          "Brings the database of DATABASE_URL up to date (DATABASE_ADMIN_URL: the account that migrates), or the " +
          "embedded one in .data/. Writes { applied }: the files applied."
      }[language]
    )
  )

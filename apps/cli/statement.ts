import { Effect } from "effect"
import { Argument, Command } from "effect/cli"
import type { Language } from "../../domain/shared/Language.ts"

/** `azals statement parse FILE`: the file's statements as one JSON document. */
export const statementCommand = (language: Language) =>
  Command.make("statement").pipe(
    Command.withDescription({ fr: "Relevés bancaires.", en: "Bank statements." }[language]),
    Command.withSubcommands([parse(language)])
  )

const parse = (language: Language) =>
  Command.make("parse", { file: fileArgument(language) }, ({ file }) =>
    Effect.flatMap(
      Effect.promise(() => import("./parseStatementFile.ts")),
      ({ parseStatementFile }) => parseStatementFile(file, language)
    )
  ).pipe(
    Command.withShortDescription(
      { fr: "Lit un relevé et l'écrit en JSON.", en: "Reads a statement and writes it as JSON." }[language]
    ),
    Command.withDescription(
      {
        fr:
          "Lit un relevé CFONB 120, CAMT.05x, MT940 ou OFX et l'écrit en JSON sur la sortie standard (code 0). " +
          "Un fichier refusé ou illisible : un document de problème en JSON sur la sortie d'erreur (code 1).",
        en:
          "Reads a CFONB 120, CAMT.05x, MT940 or OFX statement and writes it as JSON to standard output (exit 0). " +
          "A refused or unreadable file: one problem document as JSON on standard error (exit 1)."
      }[language]
    )
  )

const fileArgument = (language: Language) =>
  Argument.String("file").pipe(
    Argument.withMetavar("FILE"),
    Argument.withDescription({ fr: "Le fichier à lire", en: "The file to read" }[language])
  )

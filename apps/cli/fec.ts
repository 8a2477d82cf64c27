import { Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { LocalDate } from "../../domain/shared/LocalDate.ts"
import type { Language, Texts } from "../../domain/shared/Language.ts"

/** `azals fec check FILE`: every rule on every line, with the place of each fault. */
export const fecCommand = (language: Language) =>
  Command.make("fec").pipe(
    Command.withDescription(
      {
        fr: "Fichier des écritures comptables (article A. 47 A-1 du livre des procédures fiscales).",
        en: "French audit file (fichier des écritures comptables, article A. 47 A-1 LPF)."
      }[language]
    ),
    Command.withSubcommands([check(language)])
  )

const check = (language: Language) =>
  Command.make(
    "check",
    {
      file: Argument.String("file").pipe(
        Argument.withMetavar("FILE"),
        Argument.withDescription({ fr: "Le fichier à contrôler", en: "The file to check" }[language])
      ),
      yearStart: date("year-start", language, {
        fr: "Premier jour de l'exercice, AAAA-MM-JJ",
        en: "First day of the fiscal year, YYYY-MM-DD"
      }),
      yearEnd: date("year-end", language, {
        fr: "Dernier jour de l'exercice, AAAA-MM-JJ ; sinon celui que dit le nom du fichier",
        en: "Last day of the fiscal year, YYYY-MM-DD; else the one in the file's name"
      })
    },
    ({ file, yearEnd, yearStart }) =>
      Effect.flatMap(
        Effect.promise(() => import("./checkFecFile.ts")),
        ({ checkFecFile }) =>
          checkFecFile(file, language, {
            ...(Option.isSome(yearStart) ? { yearStart: yearStart.value } : {}),
            ...(Option.isSome(yearEnd) ? { yearEnd: yearEnd.value } : {})
          })
      )
  ).pipe(
    Command.withShortDescription({ fr: "Contrôle un FEC.", en: "Checks a FEC." }[language]),
    Command.withDescription(description[language])
  )

const description: Texts = {
  fr:
    "Contrôle un FEC et écrit { valid, lines, errors, … } en JSON sur la sortie standard : code 0 quand le fichier " +
    "est valable, 1 quand il ne l'est pas. Un fichier qui ne peut pas être lu : un document de problème en JSON sur " +
    "la sortie d'erreur, code 1. Les 1 000 premières remarques de chaque niveau sont détaillées, toutes sont comptées.",
  en:
    "Checks a FEC and writes { valid, lines, errors, … } as JSON to standard output: exit 0 when the file is valid, " +
    "1 when it is not. A file that cannot be read: one problem document as JSON on standard error, exit 1. The " +
    "first 1,000 remarks of each level are detailed, all are counted."
}

const date = (name: string, language: Language, text: Texts) =>
  Flag.String(name).pipe(Flag.withSchema(LocalDate), Flag.withDescription(text[language]), Flag.optional)

import { Console, Effect } from "effect"
import { type CliError, CliOutput, type HelpDoc } from "effect/cli"
import type { Language } from "../../domain/shared/Language.ts"

/** Help that was asked for goes to stdout. Everything else that is no result goes to stderr. */
export const presenter = (language: Language) =>
  CliOutput.layerPresenter({
    present: (event) => {
      switch (event._tag) {
        case "Help":
          return event.reason === "Requested"
            ? Console.log(help(event.helpDoc, language))
            : Effect.andThen(
                Effect.sync(() => void (process.exitCode = 1)),
                Console.error(help(event.helpDoc, language))
              )
        case "Version":
          return Console.log(`${event.name} ${event.version}`)
        case "InvalidInvocation":
          return Console.error(
            [
              ...event.errors.map((error) => sentence(error, language)),
              { fr: "Usage :", en: "Usage:" }[language] + ` ${event.helpDoc.usage}`,
              { fr: "Aide :", en: "Help:" }[language] + ` ${event.commandPath.join(" ")} --help`
            ].join("\n")
          )
      }
    }
  })

const help = (doc: HelpDoc.HelpDoc, language: Language) => {
  const text = formatter.formatHelpDoc(doc)
  return language === "en" ? text : headings.reduce((t, [en, fr]) => t.replaceAll(en, fr), text)
}

const formatter = CliOutput.defaultFormatter({ colors: false })

const headings: ReadonlyArray<readonly [RegExp, string]> = [
  [/^USAGE$/gm, "UTILISATION"],
  [/^INHERITED FLAGS$/gm, "OPTIONS HÉRITÉES"],
  [/^GLOBAL FLAGS$/gm, "OPTIONS GÉNÉRALES"],
  [/^FLAGS$/gm, "OPTIONS"],
  [/^SUBCOMMANDS$/gm, "COMMANDES"],
  [/^EXAMPLES$/gm, "EXEMPLES"]
]

/** A wrong invocation, as one sentence. */
const sentence = (error: CliError.NonShowHelpErrors, language: Language): string => {
  if (language === "en") return error.message.split("\n")[0] ?? error._tag
  switch (error._tag) {
    case "UnrecognizedOption":
      return `Option inconnue : ${error.option}.`
    case "MissingOption":
      return `Option obligatoire absente : --${error.option}.`
    case "MissingArgument":
      return `Argument obligatoire absent : ${error.argument}.`
    case "UnexpectedArgument":
      return `Argument en trop : ${error.arguments.join(", ")}.`
    case "InvalidValue":
      return `Valeur refusée pour ${error.option} : ${error.value}. ${error.expected}`
    case "UnknownSubcommand":
      return `Commande inconnue : ${error.subcommand}.`
    case "DuplicateOption":
    case "UserError":
    case "ValidationError":
      return error.message
  }
}

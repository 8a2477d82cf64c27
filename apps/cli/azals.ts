import * as NodeServices from "@effect/platform-node/NodeServices"
import { Cause, Effect, Layer, Logger, Option } from "effect"
import { CliConfig, CliError, Command, Flag, GlobalFlag } from "effect/cli"
import type { Language } from "../../domain/shared/Language.ts"
import { type CommandFailure, reported } from "./CommandFailure.ts"
import { presenter } from "./presenter.ts"
import { fecCommand } from "./fec.ts"
import { keysCommand } from "./keys.ts"
import { migrateCommand } from "./migrate.ts"
import { statementCommand } from "./statement.ts"
import { tenantsCommand } from "./tenants.ts"
import { vaultCommand } from "./vault.ts"
import { webhookCommand } from "./webhook.ts"

/**
 * The command line. Results go to stdout and nothing else does; refusals, sentences and usage go to stderr. Answers
 * when the command has ended; the process then leaves with 0, or with 1 after a refusal or a wrong invocation.
 */
export const azals = (args: ReadonlyArray<string>): Effect.Effect<void> => {
  const language = languageOf(args)
  return Command.runWith(root(language), { version: "0.1.0" })(args).pipe(
    Effect.catchCause((cause: Cause.Cause<CliError.CliError | CommandFailure>) =>
      Cause.hasInterruptsOnly(cause) ? Effect.failCause(Cause.interrupt()) : refuse(cause, language)
    ),
    Effect.provide(Layer.mergeAll(NodeServices.layer, presenter(language), builtIns, logsOnStderr))
  )
}

const languages = Flag.Literals("lang", ["fr", "en"]).pipe(
  Flag.withDescription("Langue des messages / language of messages"),
  Flag.withDefault("fr")
)

const builtIns = CliConfig.layer({ builtIns: [GlobalFlag.Help, GlobalFlag.Version, GlobalFlag.Completions] })

const logsOnStderr = Logger.layer([Logger.withConsoleError(Logger.formatLogFmt)])

const root = (language: Language) =>
  Command.make("azals").pipe(
    Command.withDescription(
      {
        fr: "AZALSCORE en ligne de commande. Le résultat va sur la sortie standard, les refus sur la sortie d'erreur.",
        en: "AZALSCORE on the command line. Results go to standard output, refusals to standard error."
      }[language]
    ),
    Command.withSubcommands([
      fecCommand(language),
      keysCommand(language),
      migrateCommand(language),
      statementCommand(language),
      tenantsCommand(language),
      vaultCommand(language),
      webhookCommand(language)
    ]),
    Command.withGlobalFlags([GlobalFlag.Setting("lang")({ flag: languages })])
  )

/** The language is needed before the arguments are parsed: usage and help are written in it. */
const languageOf = (args: ReadonlyArray<string>): Language => {
  const at = args.indexOf("--lang")
  return args.includes("--lang=en") || (at >= 0 && args[at + 1] === "en") ? "en" : "fr"
}

const refuse = (cause: Cause.Cause<CliError.CliError | CommandFailure>, language: Language) =>
  Effect.sync(() => {
    process.exitCode = 1
    const error = Option.getOrUndefined(Cause.findErrorOption(cause))
    if (CliError.isCliError(error)) return
    process.stderr.write(`${reported(error ?? Cause.squash(cause), language)}\n`)
  })

import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import { Cause, Config, Effect, Exit } from "effect"
import type { Texts } from "../../domain/shared/Language.ts"
import { environmentLanguage } from "./environmentLanguage.ts"

/**
 * Runs a service until SIGINT, SIGTERM or the end of the process that started it; then everything it holds is given
 * back and the exit code is 0. A service that cannot run says why in one sentence on stderr and leaves with 1.
 */
export const runService = <A, E>(service: Effect.Effect<A, E>) => {
  if (process.channel !== undefined) process.once("disconnect", () => process.kill(process.pid, "SIGTERM"))
  NodeRuntime.runMain(
    Effect.tapCause(service, (cause) => Effect.sync(() => explain(cause))),
    {
      disableErrorReporting: true,
      teardown: (exit, onExit) => onExit(Exit.isSuccess(exit) || Cause.hasInterruptsOnly(exit.cause) ? 0 : 1)
    }
  )
}

const explain = <E>(cause: Cause.Cause<E>) => {
  if (Cause.hasInterruptsOnly(cause)) return
  const error = Cause.squash(cause)
  process.stderr.write(`${reasonOf(error)[environmentLanguage(process.env)]}\n`)
}

const reasonOf = (error: unknown): Texts => {
  if (hasReason(error)) return error.reason
  if (error instanceof Config.ConfigError) return refusedSetting(error.message)
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return {
    fr: `Arrêt sur une erreur inattendue : ${message}`,
    en: `Stopped by an unexpected error: ${message}`
  }
}

const hasReason = (error: unknown): error is { readonly reason: Texts } =>
  typeof error === "object" &&
  error !== null &&
  "reason" in error &&
  typeof error.reason === "object" &&
  error.reason !== null &&
  "fr" in error.reason &&
  "en" in error.reason

/** The value itself is not repeated: it may be a secret. */
const refusedSetting = (message: string): Texts => {
  const name = /\["(\w+)"\]/.exec(message)?.[1] ?? "?"
  return process.env[name] === undefined
    ? { fr: `Le réglage ${name} est obligatoire.`, en: `The setting ${name} is required.` }
    : {
        fr: `La valeur donnée au réglage ${name} n'est pas acceptée.`,
        en: `The value given to the setting ${name} is not accepted.`
      }
}

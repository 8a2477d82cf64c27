import { Config, Layer, Logger, References } from "effect"
import { redacted } from "./redacted.ts"

/** One JSON document a line on stdout, redacted. */
export const redactedJson = Logger.withConsoleLog(Logger.map(Logger.formatJson, redacted))

/** Structured logs: one JSON document a line on stdout, without secrets or personal data, from LOG_LEVEL on (Info). */
export const logsLayer = Layer.merge(
  Logger.layer([redactedJson]),
  Layer.effect(
    References.MinimumLogLevel,
    Config.LogLevel("LOG_LEVEL").pipe(Config.withDefault("Info" as const))
  )
)

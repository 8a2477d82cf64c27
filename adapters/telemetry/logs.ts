import { Config, Layer, Logger, References } from "effect"
import { redacted } from "./redacted.ts"

/** Structured logs: one JSON document a line on stdout, without secrets or personal data, from LOG_LEVEL on (Info). */
export const logsLayer = Layer.merge(
  Logger.layer([Logger.withConsoleLog(Logger.map(Logger.formatJson, redacted))]),
  Layer.effect(
    References.MinimumLogLevel,
    Config.LogLevel("LOG_LEVEL").pipe(Config.withDefault("Info" as const))
  )
)

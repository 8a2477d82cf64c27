import { Effect, Record, Redacted } from "effect"
import { checkFields, type Environment, type NewConnection, type ProviderDefinition } from "../model/index.ts"

/** The secrets as the provider wants them, each redacted. A fault names the field and never what it held. */
export const secretsOf = (
  definition: ProviderDefinition,
  environment: Environment,
  given: Redacted.Redacted<NewConnection["secrets"]>
) =>
  Effect.map(
    Effect.fromResult(checkFields(definition.secrets, Redacted.value(given), "secrets", environment)),
    Record.map((secret) => Redacted.make(secret))
  )

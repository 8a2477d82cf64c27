import { Effect } from "effect"
import { ProviderDefinitions } from "../../../../ports/finance/ProviderAdapters.ts"
import { type Environment, type ProviderName, UnknownProvider } from "../model/index.ts"

/** What the service knows of the provider. Fails when it knows no such provider, or not in this environment. */
export const definitionOf = (provider: ProviderName, environment: Environment) =>
  Effect.flatMap(ProviderDefinitions, (known) => {
    const definition = known.get(provider)
    return definition?.environments.includes(environment) === true
      ? Effect.succeed(definition)
      : Effect.fail(new UnknownProvider({ provider, environment }))
  })

import { Schema } from "effect"

/** The name of a provider, as connections, metrics and settings write it. */
export const ProviderName = Schema.String.check(Schema.isPattern(/^[a-z][a-z0-9-]{1,29}$/u))
  .annotate({ description: "The provider's name, in lower case", examples: ["swan"] })
  .pipe(Schema.brand("ProviderName"))
export type ProviderName = typeof ProviderName.Type

/** Where money is real, where it is the provider's play money, and where it is our own simulator on this machine. */
export const Environment = Schema.Literals(["sandbox", "live", "simulation"]).annotate({
  identifier: "ProviderEnvironment",
  description:
    "sandbox: the provider's tests; live: real money; simulation: our simulator, no provider at all"
})
export type Environment = typeof Environment.Type

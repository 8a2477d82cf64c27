import { Config, Option, Record } from "effect"
import { type SimulatedProvider, simulationSettings } from "../../simulators/host/simulationSettings.ts"

/** Where the simulators answer, for connections whose environment is `simulation`; none where none runs. */
export type Simulations = { readonly [Provider in SimulatedProvider]?: string | undefined }

export const simulations: Config.Config<Simulations> = Config.all(
  Record.map(simulationSettings, (name) =>
    Config.map(Config.option(Config.URL(name)), (url) => originOf(url))
  )
)

const originOf = (address: Option.Option<URL>) =>
  Option.getOrUndefined(Option.map(address, ({ origin }) => origin))

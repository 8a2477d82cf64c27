import { Config, Effect, Option } from "effect"
import { runService } from "../../adapters/process/runService.ts"
import { serveSimulator } from "../../simulators/host/serveSimulator.ts"
import { simulationSettings } from "../../simulators/host/simulationSettings.ts"
import { simulators } from "./simulators.ts"

/** Each simulator at the address that its setting gives; one without an address is not started. */
const served = Effect.forEach(simulators, (make) =>
  Effect.gen(function* () {
    const simulator = make()
    const address = yield* Config.option(Config.URL(simulationSettings[simulator.name]))
    if (Option.isNone(address)) return
    const { hostname: host, port } = address.value
    yield* serveSimulator(simulator, { host, port: Number.parseInt(port, 10) })
  })
)

const announced = Effect.sync(() => void process.send?.({ listening: true }))

runService(served.pipe(Effect.andThen(announced), Effect.andThen(Effect.never), Effect.scoped))

import { nmiSimulator } from "../../simulators/nmi/nmiSimulator.ts"
import { defactoSimulator } from "../../simulators/defacto/defactoSimulator.ts"
import type { Simulator } from "../../simulators/host/Simulator.ts"
import { solarisSimulator } from "../../simulators/solaris/solarisSimulator.ts"
import { swanSimulator } from "../../simulators/swan/swanSimulator.ts"

/** The simulators that `npm start` runs. A new one is one line here. */
export const simulators: ReadonlyArray<() => Simulator> = [
  () => swanSimulator({ booksAfter: 5_000 }),
  () => nmiSimulator(),
  defactoSimulator,
  () => solarisSimulator()
]

import type { SimulatedProvider } from "./simulationSettings.ts"

/**
 * A provider that exists only here: it keeps its own state and speaks the provider's wire format. `answer` makes the
 * effect, then the answer; `serveSimulator` puts it behind a real HTTP server, with faults on demand.
 */
export interface Simulator {
  /** The provider's name, as in its definition: it names the setting of its address too. */
  readonly name: SimulatedProvider
  readonly title: string
  readonly answer: (request: Request) => Promise<Response>
}

/** The settings that hold the simulators' addresses: the process that serves them and the worker that calls them read the same. */
export const simulationSettings = {
  swan: "SIMULATION_SWAN_URL",
  nmi: "SIMULATION_NMI_URL",
  defacto: "SIMULATION_DEFACTO_URL",
  solaris: "SIMULATION_SOLARIS_URL"
} as const

export type SimulatedProvider = keyof typeof simulationSettings

import { Layer } from "effect"
import { conservationLayer } from "../../adapters/postgres/finance/suite/ConservationSql.ts"
import { providerRoutesLayer } from "../../adapters/postgres/finance/suite/ProviderRoutesSql.ts"
import { processesLayer } from "../../adapters/postgres/platform/processes/ProcessesSql.ts"
import { suiteWorks } from "../../domain/finance/suite/usecases/index.ts"
import type { ProcessWork } from "../../domain/platform/processes/model/index.ts"
import { ProviderDefinitions } from "../../ports/finance/ProviderAdapters.ts"
import { ProcessWorks } from "../../ports/platform/ProcessWorks.ts"
import { providerDefinitions } from "../registry/providers.ts"

type PortsOf<Work> = Work extends ProcessWork<infer R> ? R : never

/** The providers that the service knows of. */
export const definitionsLayer = ProviderDefinitions.layer(providerDefinitions)

/** What the processes of the suite do, with what they are decided by. */
export const suiteLayer = ProcessWorks.layer<PortsOf<(typeof suiteWorks)[number]>>(suiteWorks).pipe(
  Layer.provide(definitionsLayer),
  Layer.provide([providerRoutesLayer, conservationLayer]),
  Layer.provideMerge(processesLayer)
)

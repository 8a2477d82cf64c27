import { Layer } from "effect"
import { idsLayer } from "../../../adapters/ids/UuidV7.ts"
import { eventsLayer } from "../../../adapters/postgres/platform/EventsSql.ts"
import { jobAttemptsLayer } from "../../../adapters/postgres/platform/JobAttemptsSql.ts"
import { jobStoreLayer } from "../../../adapters/postgres/platform/JobStoreSql.ts"
import { unitOfWorkLayer } from "../../../adapters/postgres/TenantSql.ts"

/** What the use cases of jobs ask for, over the door of the test. */
export const jobPorts = Layer.mergeAll(eventsLayer, jobAttemptsLayer, jobStoreLayer, unitOfWorkLayer).pipe(
  Layer.provideMerge(idsLayer)
)

import { Layer, type Redacted } from "effect"
import { idsLayer } from "../../adapters/ids/UuidV7.ts"
import { Connect } from "../../adapters/postgres/Connect.ts"
import { booksLayer } from "../../adapters/postgres/finance/BooksSql.ts"
import { fecLedgerLayer } from "../../adapters/postgres/finance/FecLedgerSql.ts"
import { eventsLayer } from "../../adapters/postgres/platform/EventsSql.ts"
import { filesLayer } from "../../adapters/postgres/platform/FilesSql.ts"
import { tenantsLayer } from "../../adapters/postgres/platform/TenantsSql.ts"
import { TenantSql, unitOfWorkLayer } from "../../adapters/postgres/TenantSql.ts"
import { JobRegistry } from "../../adapters/queue/JobRegistry.ts"
import { writeFec } from "../../domain/finance/accounting/usecases/index.ts"
import { purgeFiles } from "../../domain/platform/files/usecases/index.ts"

/** Every kind of job that the service runs, with the ports that their work needs on sessions of its own. */
export const jobsLayer = (options: {
  readonly databaseUrl: Redacted.Redacted
  readonly connections: number
}) =>
  JobRegistry.layer([writeFec, purgeFiles]).pipe(
    Layer.provide([unitOfWorkLayer, eventsLayer, filesLayer, tenantsLayer, booksLayer, fecLedgerLayer]),
    Layer.provide(TenantSql.layer),
    Layer.provide(Connect.layerPool({ url: options.databaseUrl, maxConnections: options.connections })),
    Layer.provide(idsLayer)
  )

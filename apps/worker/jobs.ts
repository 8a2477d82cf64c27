import { covenantsLayer } from "../../adapters/postgres/finance/covenants/CovenantsSql.ts"
import { reportsLayer } from "../../adapters/postgres/finance/reports/ReportsSql.ts"
import { Layer, type Redacted } from "effect"
import { idsLayer } from "../../adapters/ids/UuidV7.ts"
import { Connect } from "../../adapters/postgres/Connect.ts"
import { bankFeedLayer } from "../../adapters/postgres/finance/BankFeedSql.ts"
import { providerAccountsLayer } from "../../adapters/postgres/finance/providers/ProviderAccountsSql.ts"
import { booksLayer } from "../../adapters/postgres/finance/BooksSql.ts"
import { closingsLayer } from "../../adapters/postgres/finance/ClosingsSql.ts"
import { fecImportsLayer } from "../../adapters/postgres/finance/FecImportsSql.ts"
import { fecLedgerLayer } from "../../adapters/postgres/finance/FecLedgerSql.ts"
import { financialEventsLayer } from "../../adapters/postgres/finance/FinancialEventsSql.ts"
import { postingRulesLayer } from "../../adapters/postgres/finance/PostingRulesSql.ts"
import { ledgerControlsLayer } from "../../adapters/postgres/finance/controls/LedgerControlsSql.ts"
import { ledgerLayer } from "../../adapters/postgres/finance/LedgerSql.ts"
import { letteringsLayer } from "../../adapters/postgres/finance/LetteringsSql.ts"
import { auditTrailLayer } from "../../adapters/postgres/platform/AuditTrailSql.ts"
import { jobStoreLayer } from "../../adapters/postgres/platform/JobStoreSql.ts"
import { eventsLayer } from "../../adapters/postgres/platform/EventsSql.ts"
import { filesLayer } from "../../adapters/postgres/platform/FilesSql.ts"
import { paymentBatchesLayer } from "../../adapters/postgres/finance/treasury/PaymentBatchesSql.ts"
import { jobCheckpointsLayer } from "../../adapters/postgres/platform/JobCheckpointsSql.ts"
import { tenantsLayer } from "../../adapters/postgres/platform/TenantsSql.ts"
import type { MasterKeys } from "../../adapters/vault/masterKeys.ts"
import { providersLayer } from "./providers.ts"
import type { Simulations } from "./simulations.ts"
import { TenantSql, unitOfWorkLayer } from "../../adapters/postgres/TenantSql.ts"
import { JobRegistry } from "../../adapters/queue/JobRegistry.ts"
import {
  closeLargeYear,
  postFecImport,
  reverseFecImport,
  verifyLedger,
  writeFec
} from "../../domain/finance/accounting/usecases/index.ts"
import {
  chargeSubscription,
  postDispute,
  postOperation,
  postSettlement,
  readGatewaySubscription
} from "../../domain/finance/payments/usecases/index.ts"
import { processNotifications, scanNotifications } from "../../domain/finance/notifications/usecases/index.ts"
import {
  askFinancer,
  followFinancing,
  locateCredit,
  foretellCovenant,
  postLoan,
  refreshCredit,
  refreshAdvance,
  syncFinancing
} from "../../domain/finance/financing/usecases/index.ts"
import {
  checkPayee,
  followBatch,
  followTransfer,
  keepDocument,
  postReturn,
  postTransfer,
  readAccounts,
  syncAccounts
} from "../../domain/finance/banking/usecases/index.ts"
import { followPaymentBatch } from "../../domain/finance/treasury/usecases/index.ts"
import { followCard, recordCardMovements, remindReceipt } from "../../domain/finance/cards/usecases/index.ts"
import { performIntent, settleIntent, testConnection } from "../../domain/finance/providers/usecases/index.ts"
import { verifyTrail } from "../../domain/platform/audit/usecases/index.ts"
import type { JobHandler } from "../../domain/platform/jobs/model/index.ts"
import { suiteDefinitions } from "../../domain/finance/suite/model/index.ts"
import { workAtProcesses } from "../../domain/platform/processes/usecases/index.ts"
import { ProcessDefinitions } from "../../ports/platform/ProcessDefinitions.ts"
import { suiteLayer } from "./suite.ts"
import { purgeFiles } from "../../domain/platform/files/usecases/index.ts"

const kinds = [
  closeLargeYear,
  writeFec,
  postFecImport,
  reverseFecImport,
  verifyLedger,
  verifyTrail,
  purgeFiles,
  performIntent,
  settleIntent,
  testConnection,
  postOperation,
  postDispute,
  postSettlement,
  readGatewaySubscription,
  chargeSubscription,
  processNotifications,
  scanNotifications,
  askFinancer,
  refreshAdvance,
  syncFinancing,
  followFinancing,
  locateCredit,
  foretellCovenant,
  postLoan,
  refreshCredit,
  readAccounts,
  syncAccounts,
  followCard,
  recordCardMovements,
  remindReceipt,
  followPaymentBatch,
  checkPayee,
  followBatch,
  followTransfer,
  postReturn,
  postTransfer,
  keepDocument,
  workAtProcesses
] as const

type PortsOf<Handler> = Handler extends JobHandler<infer R> ? R : never

/** Every kind of job that the service runs, with the ports that their work needs on sessions of its own. */
export const jobsLayer = (options: {
  readonly databaseUrl: Redacted.Redacted
  readonly connections: number
  /** Without them, no provider can be called. */
  readonly masterKeys?: MasterKeys | undefined
  /** Where simulated providers answer; connections to a simulation are refused without. */
  readonly simulations?: Simulations
}) =>
  JobRegistry.layer<PortsOf<(typeof kinds)[number]>>(kinds).pipe(
    Layer.provide(suiteLayer),
    Layer.provide(ProcessDefinitions.layer(suiteDefinitions)),
    Layer.provide(providersLayer(options.masterKeys, options.simulations ?? {})),
    Layer.provide([
      jobStoreLayer,
      unitOfWorkLayer,
      eventsLayer,
      filesLayer,
      tenantsLayer,
      booksLayer,
      bankFeedLayer,
      providerAccountsLayer,
      closingsLayer,
      covenantsLayer,
      reportsLayer,
      fecLedgerLayer,
      fecImportsLayer,
      ledgerLayer,
      ledgerControlsLayer,
      auditTrailLayer,
      jobCheckpointsLayer,
      letteringsLayer,
      paymentBatchesLayer,
      financialEventsLayer,
      postingRulesLayer
    ]),
    Layer.provide(TenantSql.layer),
    Layer.provide(Connect.layerPool({ url: options.databaseUrl, maxConnections: options.connections })),
    Layer.provide(idsLayer)
  )

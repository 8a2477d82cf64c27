import { Duration, Layer, type Redacted } from "effect"
import { idsLayer } from "../../adapters/ids/UuidV7.ts"
import { Connect } from "../../adapters/postgres/Connect.ts"
import { EngineSql, engineClientLayer } from "../../adapters/postgres/EngineSql.ts"
import { eventsLayer } from "../../adapters/postgres/platform/EventsSql.ts"
import { fileExpiriesLayer } from "../../adapters/postgres/platform/FileExpiriesSql.ts"
import { jobAttemptsLayer } from "../../adapters/postgres/platform/JobAttemptsSql.ts"
import { jobLineLayer } from "../../adapters/postgres/platform/JobLineSql.ts"
import { jobStoreLayer } from "../../adapters/postgres/platform/JobStoreSql.ts"
import { outboxLineLayer } from "../../adapters/postgres/platform/OutboxLineSql.ts"
import { notificationLineLayer as notificationPointersLayer } from "../../adapters/postgres/finance/notifications/NotificationLineSql.ts"
import { providerConnectionsLayer } from "../../adapters/postgres/finance/providers/ProviderConnectionsSql.ts"
import { covenantLineLayer } from "../../adapters/postgres/finance/covenants/CovenantLineSql.ts"
import { cardLineLayer as cardPointersLayer } from "../../adapters/postgres/finance/cards/CardLineSql.ts"
import { transferBatchLineLayer as batchPointersLayer } from "../../adapters/postgres/finance/batches/TransferBatchLineSql.ts"
import { paymentBatchLineLayer as paymentBatchPointersLayer } from "../../adapters/postgres/finance/treasury/PaymentBatchLineSql.ts"
import { transferLineLayer as transferPointersLayer } from "../../adapters/postgres/finance/transfers/TransferLineSql.ts"
import { processLineLayer as processPointersLayer } from "../../adapters/postgres/platform/processes/ProcessLineSql.ts"
import { financingLineLayer } from "../../adapters/postgres/finance/financing/FinancingLineSql.ts"
import { accountLineLayer } from "../../adapters/postgres/finance/providers/AccountLineSql.ts"
import { gatewaySubscriptionLineLayer } from "../../adapters/postgres/finance/subscriptions/GatewaySubscriptionsSql.ts"
import { subscriptionLineLayer } from "../../adapters/postgres/finance/subscriptions/SubscriptionLineSql.ts"
import { intentLineLayer } from "../../adapters/postgres/finance/providers/IntentLineSql.ts"
import { providerIntentsLayer } from "../../adapters/postgres/finance/providers/ProviderIntentsSql.ts"
import { retentionLineLayer } from "../../adapters/postgres/platform/RetentionLineSql.ts"
import { retentionStoreLayer } from "../../adapters/postgres/platform/RetentionSql.ts"
import { sealedStoreLayer } from "../../adapters/postgres/platform/SealedStoreSql.ts"
import { tenantsLayer } from "../../adapters/postgres/platform/TenantsSql.ts"
import { actorsLayer } from "../../adapters/postgres/platform/ActorsSql.ts"
import { webhookDeliveriesLayer } from "../../adapters/postgres/platform/webhooks/WebhookDeliveriesSql.ts"
import { webhookLineLayer as webhookPointersLayer } from "../../adapters/postgres/platform/webhooks/WebhookLineSql.ts"
import { webhookSubscriptionsLayer } from "../../adapters/postgres/platform/webhooks/WebhookSubscriptionsSql.ts"
import type { MasterKeys } from "../../adapters/vault/masterKeys.ts"
import { sealedSecretsLayer } from "../../adapters/vault/SealedSecretsAes.ts"
import { dnsLookup } from "../../adapters/outbound/checkedLookup.ts"
import { webhookSenderLayer } from "../../adapters/webhooks/WebhookSenderHttps.ts"
import { publicReceivers, type ReceiverLimits } from "../../domain/platform/webhooks/model/index.ts"
import { webhookFanOutLayer, webhookTurnsLayer } from "../../adapters/queue/webhookLine.ts"
import { TenantSql, unitOfWorkLayer } from "../../adapters/postgres/TenantSql.ts"
import { clusterLayer, type WorkerAddress } from "../../adapters/queue/cluster.ts"
import { accountSweepLayer } from "../../adapters/queue/accountSweep.ts"
import { covenantSweepLayer } from "../../adapters/queue/covenantSweep.ts"
import { receiptSweepLayer } from "../../adapters/queue/receiptSweep.ts"
import { subscriptionSweepLayer } from "../../adapters/queue/subscriptionSweep.ts"
import { financingSweepLayer } from "../../adapters/queue/financingSweep.ts"
import { intentSweepLayer } from "../../adapters/queue/intentSweep.ts"
import { fileRetentionLayer } from "../../adapters/queue/fileRetention.ts"
import { notificationLineLayer } from "../../adapters/queue/notificationLine.ts"
import { cardLineLayer } from "../../adapters/queue/cardLine.ts"
import { paymentBatchLineLayer } from "../../adapters/queue/paymentBatchLine.ts"
import { transferBatchLineLayer } from "../../adapters/queue/transferBatchLine.ts"
import { transferLineLayer } from "../../adapters/queue/transferLine.ts"
import { processLineLayer } from "../../adapters/queue/processLine.ts"
import { jobAdmissionLayer, type JobCapacity } from "../../adapters/queue/jobAdmission.ts"
import { jobCancellationsLayer } from "../../adapters/queue/jobCancellations.ts"
import type { JobRegistry } from "../../adapters/queue/JobRegistry.ts"
import { type Kept, retentionLayer } from "../../adapters/queue/retention.ts"
import { jobTurnLayer } from "../../adapters/queue/JobTurnWorkflow.ts"
import { definitionsLayer } from "./suite.ts"
import { outboxRelayLayer } from "../../adapters/queue/outboxRelay.ts"

export interface WorkerOptions {
  readonly databaseUrl: Redacted.Redacted
  readonly connections: number
  readonly address: WorkerAddress
  readonly capacity: JobCapacity
  readonly kept?: Kept
  /** Without them, no webhook can be signed: nothing is sent. */
  readonly masterKeys?: MasterKeys | undefined
  /** What receivers of webhooks may be; those of the public internet unless told. */
  readonly receivers?: ReceiverLimits
}

/** One worker: a member of the cluster that runs jobs, admits them and announces events, until its scope closes. */
export const workerLayer = <E, R>(options: WorkerOptions, registry: Layer.Layer<JobRegistry, E, R>) => {
  const { address, capacity, connections, databaseUrl: url, kept = usuallyKept } = options
  const engine = Layer.provideMerge(
    engineClientLayer,
    EngineSql.layer({ url, maxConnections: Math.max(6, connections) })
  )
  const stores = Layer.mergeAll(
    eventsLayer,
    jobAttemptsLayer,
    jobStoreLayer,
    retentionStoreLayer,
    providerConnectionsLayer,
    definitionsLayer,
    providerIntentsLayer,
    tenantsLayer,
    actorsLayer,
    webhookSubscriptionsLayer,
    webhookDeliveriesLayer,
    Layer.provide(sealedSecretsLayer(options.masterKeys), [sealedStoreLayer, unitOfWorkLayer]),
    unitOfWorkLayer
  )
  const ports = stores.pipe(
    Layer.provideMerge(TenantSql.layer),
    Layer.provide(Connect.layerPool({ url, maxConnections: connections })),
    Layer.provideMerge(idsLayer)
  )
  return Layer.mergeAll(
    jobTurnLayer,
    jobAdmissionLayer(capacity),
    outboxRelayLayer,
    fileRetentionLayer,
    notificationLineLayer,
    transferLineLayer,
    transferBatchLineLayer,
    paymentBatchLineLayer,
    cardLineLayer,
    processLineLayer,
    intentSweepLayer,
    financingSweepLayer,
    accountSweepLayer,
    receiptSweepLayer,
    covenantSweepLayer,
    subscriptionSweepLayer,
    retentionLayer(kept),
    webhookFanOutLayer,
    Layer.provide(
      webhookTurnsLayer,
      webhookSenderLayer({ limits: options.receivers ?? publicReceivers, lookup: dnsLookup })
    )
  ).pipe(
    Layer.provide([clusterLayer(address), jobCancellationsLayer, registry]),
    Layer.provide([ports, lines]),
    Layer.provide(engine)
  )
}

/** What the engine knows is due, for all companies. */
const lines = Layer.mergeAll(
  jobLineLayer,
  outboxLineLayer,
  fileExpiriesLayer,
  notificationPointersLayer,
  transferPointersLayer,
  batchPointersLayer,
  paymentBatchPointersLayer,
  cardPointersLayer,
  covenantLineLayer,
  processPointersLayer,
  intentLineLayer,
  accountLineLayer,
  subscriptionLineLayer,
  gatewaySubscriptionLineLayer,
  financingLineLayer,
  retentionLineLayer,
  webhookPointersLayer
)

/** How long a worker keeps technical rows unless it is told: see docs/deployment.md. */
export const usuallyKept: Kept = {
  jobs: { ended: Duration.days(30), dead: Duration.days(365) },
  events: Duration.days(90),
  deliveries: Duration.days(30),
  notificationBodies: Duration.days(90),
  processes: Duration.days(3653)
}

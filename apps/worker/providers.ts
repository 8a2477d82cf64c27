import { Layer } from "effect"
import { nmiAdapter } from "../../adapters/nmi/nmiAdapter.ts"
import { solarisAdapter } from "../../adapters/solaris/solarisAdapter.ts"
import { notificationsLayer } from "../../adapters/postgres/finance/notifications/NotificationsSql.ts"
import { resourceMarksLayer } from "../../adapters/postgres/finance/notifications/ResourceMarksSql.ts"
import { appliedByFirst, type NotificationApplier } from "../../domain/finance/notifications/model/index.ts"
import { NotificationAppliers } from "../../ports/finance/NotificationAppliers.ts"
import { NotificationSchemes } from "../../ports/finance/NotificationSchemes.ts"
import { providerHttpLayer } from "../../adapters/outbound/ProviderHttpFetch.ts"
import { paymentMethodsLayer } from "../../adapters/postgres/finance/payments/PaymentMethodsSql.ts"
import { paymentsLayer } from "../../adapters/postgres/finance/payments/PaymentsSql.ts"
import { settlementsLayer } from "../../adapters/postgres/finance/settlements/SettlementsSql.ts"
import { disputesLayer } from "../../adapters/postgres/finance/disputes/DisputesSql.ts"
import { gatewaySubscriptionsLayer } from "../../adapters/postgres/finance/subscriptions/GatewaySubscriptionsSql.ts"
import { subscriptionsLayer } from "../../adapters/postgres/finance/subscriptions/SubscriptionsSql.ts"
import { defactoAdapter } from "../../adapters/defacto/defactoAdapter.ts"
import { creditsLayer } from "../../adapters/postgres/finance/credit/CreditsSql.ts"
import { financingsLayer } from "../../adapters/postgres/finance/financing/FinancingsSql.ts"
import { cardHoldersLayer } from "../../adapters/postgres/finance/cards/CardHoldersSql.ts"
import { cardPaymentsLayer } from "../../adapters/postgres/finance/cards/CardPaymentsSql.ts"
import { providerDocumentsLayer } from "../../adapters/outbound/ProviderDocumentsHttps.ts"
import { accountStatementsLayer } from "../../adapters/postgres/finance/statements/AccountStatementsSql.ts"
import { onboardingsLayer } from "../../adapters/postgres/finance/onboarding/OnboardingsSql.ts"
import { standingOrdersLayer } from "../../adapters/postgres/finance/standing/StandingOrdersSql.ts"
import { bankRequestsLayer } from "../../adapters/postgres/finance/requests/BankRequestsSql.ts"
import { mappedIbansLayer } from "../../adapters/postgres/finance/virtualIbans/MappedIbansSql.ts"
import { cardSubscriptionsLayer } from "../../adapters/postgres/finance/cards/CardSubscriptionsSql.ts"
import { cardsLayer } from "../../adapters/postgres/finance/cards/CardsSql.ts"
import { transferBatchesLayer } from "../../adapters/postgres/finance/batches/TransferBatchesSql.ts"
import { transfersLayer } from "../../adapters/postgres/finance/transfers/TransfersSql.ts"
import { providerConnectionsLayer } from "../../adapters/postgres/finance/providers/ProviderConnectionsSql.ts"
import { providerIntentsLayer } from "../../adapters/postgres/finance/providers/ProviderIntentsSql.ts"
import { sealedStoreLayer } from "../../adapters/postgres/platform/SealedStoreSql.ts"
import { swanAdapter } from "../../adapters/swan/swanAdapter.ts"
import type { MasterKeys } from "../../adapters/vault/masterKeys.ts"
import { sealedSecretsLayer } from "../../adapters/vault/SealedSecretsAes.ts"
import {
  accountAppliers,
  applyBatchConsent,
  applyConsent,
  applyOnboarding,
  applyRequestConsent,
  applyStandingConsent,
  applyStandingOrder,
  applyTransaction,
  bankRequestPerformers,
  memberPerformers,
  onboardingPerformers,
  batchPerformers,
  standingOrderPerformers,
  statementPerformers,
  transferPerformers,
  virtualIbanPerformers
} from "../../domain/finance/banking/usecases/index.ts"
import { applyCard, applyCardConsent, cardPerformers } from "../../domain/finance/cards/usecases/index.ts"
import type { IntentPerformer } from "../../domain/finance/providers/model/index.ts"
import {
  applyCardUpdate,
  applyChargebacks,
  applyPayment,
  applySettlement,
  paymentPerformers
} from "../../domain/finance/payments/usecases/index.ts"
import {
  applyAdvance,
  applyFinancedInvoice,
  applyFinancingPayment,
  creditAppliers,
  creditPerformers,
  decideAdvancePerformer,
  enrolBorrowerPerformer,
  correctInvoicePerformer,
  presentInvoicePerformer,
  requestAdvancePerformer,
  withdrawInvoicePerformer
} from "../../domain/finance/financing/usecases/index.ts"
import { IntentPerformers } from "../../ports/finance/IntentPerformers.ts"
import {
  type ProviderAdapter,
  ProviderAdapters,
  ProviderDefinitions
} from "../../ports/finance/ProviderAdapters.ts"
import type { ProviderHttp } from "../../ports/platform/ProviderHttp.ts"
import type { Effect } from "effect"
import { notificationSchemes } from "../registry/providers.ts"
import type { Simulations } from "./simulations.ts"

/**
 * Every provider that the service can call. A new adapter is one line here; it is given the address of its simulator,
 * and refuses connections to a simulation where there is none.
 */
const adapters = (
  simulations: Simulations
): ReadonlyArray<Effect.Effect<ProviderAdapter, never, ProviderHttp>> => [
  swanAdapter(simulations.swan),
  nmiAdapter(simulations.nmi),
  defactoAdapter(simulations.defacto),
  solarisAdapter(simulations.solaris)
]

/** Every kind of intent that the service can send and settle. A new kind is one line here. */
const performers = [
  ...paymentPerformers,
  ...cardPerformers,
  ...transferPerformers,
  ...batchPerformers,
  ...virtualIbanPerformers,
  ...bankRequestPerformers,
  ...memberPerformers,
  ...onboardingPerformers,
  ...standingOrderPerformers,
  ...statementPerformers,
  enrolBorrowerPerformer,
  correctInvoicePerformer,
  presentInvoicePerformer,
  withdrawInvoicePerformer,
  requestAdvancePerformer,
  decideAdvancePerformer,
  ...creditPerformers
]

type PortsOf<Performer> = Performer extends IntentPerformer<infer R> ? R : never

/** What the business makes of each kind of thing that providers notify. A new kind is one line here. */
const appliers = [
  applyChargebacks,
  applyCardUpdate,
  applyPayment,
  applySettlement,
  applyAdvance,
  applyFinancedInvoice,
  applyFinancingPayment,
  ...creditAppliers,
  applyTransaction,
  applyOnboarding,
  applyStandingOrder,
  appliedByFirst(
    appliedByFirst(appliedByFirst(applyConsent, applyBatchConsent), applyRequestConsent),
    appliedByFirst(applyStandingConsent, applyCardConsent)
  ),
  applyCard,
  ...accountAppliers
]

type ReadsOf<Applier> = Applier extends NotificationApplier<infer R> ? R : never

/** What the jobs of providers need: adapters over the one HTTP policy, performers, connections, intents, the vault. */
export const providersLayer = (masterKeys: MasterKeys | undefined, simulations: Simulations) =>
  Layer.mergeAll(
    NotificationAppliers.layer<ReadsOf<(typeof appliers)[number]>>(appliers),
    NotificationSchemes.layer(notificationSchemes),
    ProviderDefinitions.layerOfAdapters
  ).pipe(
    Layer.provideMerge(IntentPerformers.layer<PortsOf<(typeof performers)[number]>>(performers)),
    Layer.provideMerge(sealedSecretsLayer(masterKeys)),
    Layer.provideMerge(ProviderAdapters.layer(adapters(simulations))),
    Layer.provide(providerHttpLayer()),
    Layer.provideMerge(providerDocumentsLayer({ simulators: simulations })),
    Layer.provideMerge(
      Layer.mergeAll(
        providerConnectionsLayer,
        providerIntentsLayer,
        financingsLayer,
        creditsLayer,
        paymentsLayer,
        disputesLayer,
        gatewaySubscriptionsLayer,
        subscriptionsLayer,
        settlementsLayer,
        cardsLayer,
        cardHoldersLayer,
        cardSubscriptionsLayer,
        cardPaymentsLayer,
        transfersLayer,
        transferBatchesLayer,
        mappedIbansLayer,
        bankRequestsLayer,
        onboardingsLayer,
        standingOrdersLayer,
        accountStatementsLayer,
        paymentMethodsLayer,
        notificationsLayer,
        resourceMarksLayer
      )
    ),
    Layer.provide(sealedStoreLayer)
  )

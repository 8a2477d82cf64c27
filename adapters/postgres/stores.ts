import { Layer } from "effect"
import { bankFeedLayer } from "./finance/BankFeedSql.ts"
import { analyticsLayer } from "./finance/AnalyticsSql.ts"
import { booksLayer } from "./finance/BooksSql.ts"
import { draftsLayer } from "./finance/DraftsSql.ts"
import { fecImportsLayer } from "./finance/FecImportsSql.ts"
import { ledgerLayer } from "./finance/LedgerSql.ts"
import { financialEventsLayer } from "./finance/FinancialEventsSql.ts"
import { letteringsLayer } from "./finance/LetteringsSql.ts"
import { paymentMethodsLayer } from "./finance/payments/PaymentMethodsSql.ts"
import { paymentsLayer } from "./finance/payments/PaymentsSql.ts"
import { settlementsLayer } from "./finance/settlements/SettlementsSql.ts"
import { disputesLayer } from "./finance/disputes/DisputesSql.ts"
import { gatewaySubscriptionsLayer } from "./finance/subscriptions/GatewaySubscriptionsSql.ts"
import { subscriptionsLayer } from "./finance/subscriptions/SubscriptionsSql.ts"
import { providerAccountsLayer } from "./finance/providers/ProviderAccountsSql.ts"
import { providerConnectionsLayer } from "./finance/providers/ProviderConnectionsSql.ts"
import { accountStatementsLayer } from "./finance/statements/AccountStatementsSql.ts"
import { dueItemsLayer } from "./finance/treasury/DueItemsSql.ts"
import { bankConditionsLayer } from "./finance/treasury/BankConditionsSql.ts"
import { forwardContractsLayer } from "./finance/treasury/ForwardContractsSql.ts"
import { signingAuthoritiesLayer } from "./finance/treasury/SigningAuthoritiesSql.ts"
import { paymentBatchesLayer } from "./finance/treasury/PaymentBatchesSql.ts"
import { sweepsLayer } from "./finance/treasury/SweepsSql.ts"
import { treasuryContractsLayer } from "./finance/treasury/TreasuryContractsSql.ts"
import { treasuryFlowsLayer } from "./finance/treasury/TreasuryFlowsSql.ts"
import { treasuryAccountsLayer } from "./finance/treasury/TreasuryAccountsSql.ts"
import { onboardingsLayer } from "./finance/onboarding/OnboardingsSql.ts"
import { standingOrdersLayer } from "./finance/standing/StandingOrdersSql.ts"
import { bankRequestsLayer } from "./finance/requests/BankRequestsSql.ts"
import { mappedIbansLayer } from "./finance/virtualIbans/MappedIbansSql.ts"
import { transferBatchesLayer } from "./finance/batches/TransferBatchesSql.ts"
import { transfersLayer } from "./finance/transfers/TransfersSql.ts"
import { cardBudgetsLayer } from "./finance/cards/CardBudgetsSql.ts"
import { cardDisputesLayer } from "./finance/cards/CardDisputesSql.ts"
import { cardHoldersLayer } from "./finance/cards/CardHoldersSql.ts"
import { cardPaymentsLayer } from "./finance/cards/CardPaymentsSql.ts"
import { cardRequestsLayer } from "./finance/cards/CardRequestsSql.ts"
import { cardSubscriptionsLayer } from "./finance/cards/CardSubscriptionsSql.ts"
import { cardsLayer } from "./finance/cards/CardsSql.ts"
import { processesLayer } from "./platform/processes/ProcessesSql.ts"
import { conservationLayer } from "./finance/suite/ConservationSql.ts"
import { suiteOverviewLayer } from "./finance/suite/SuiteOverviewSql.ts"
import { providerRoutesLayer } from "./finance/suite/ProviderRoutesSql.ts"
import { providerIntentsLayer } from "./finance/providers/ProviderIntentsSql.ts"
import { notificationAddressesLayer } from "./finance/notifications/NotificationAddressesSql.ts"
import { notificationGateLayer } from "./finance/notifications/NotificationGateSql.ts"
import { notificationsLayer } from "./finance/notifications/NotificationsSql.ts"
import { resourceMarksLayer } from "./finance/notifications/ResourceMarksSql.ts"
import { sealedStoreLayer } from "./platform/SealedStoreSql.ts"
import { creditsLayer } from "./finance/credit/CreditsSql.ts"
import { collateralsLayer } from "./finance/covenants/CollateralsSql.ts"
import { covenantsLayer } from "./finance/covenants/CovenantsSql.ts"
import { overdraftsLayer } from "./finance/overdrafts/OverdraftsSql.ts"
import { invoiceDraftsLayer } from "./finance/financing/InvoiceDraftsSql.ts"
import { financingsLayer } from "./finance/financing/FinancingsSql.ts"
import { postingRulesLayer } from "./finance/PostingRulesSql.ts"
import { closingsLayer } from "./finance/ClosingsSql.ts"
import { ledgerControlsLayer } from "./finance/controls/LedgerControlsSql.ts"
import { spreadsLayer } from "./finance/SpreadsSql.ts"
import { reportsLayer } from "./finance/reports/ReportsSql.ts"
import { admissionLayer } from "./platform/AdmissionSql.ts"
import { actorsLayer } from "./platform/ActorsSql.ts"
import { apiKeysLayer } from "./platform/ApiKeysSql.ts"
import { auditTrailLayer } from "./platform/AuditTrailSql.ts"
import { eventLogLayer } from "./platform/EventLogSql.ts"
import { eventsLayer } from "./platform/EventsSql.ts"
import { filesLayer } from "./platform/FilesSql.ts"
import { idempotencyLayer } from "./platform/IdempotencySql.ts"
import { jobStoreLayer } from "./platform/JobStoreSql.ts"
import { membersLayer } from "./platform/MembersSql.ts"
import { oidcProvidersLayer } from "./platform/OidcProvidersSql.ts"
import { webhookDeliveriesLayer } from "./platform/webhooks/WebhookDeliveriesSql.ts"
import { webhookSubscriptionsLayer } from "./platform/webhooks/WebhookSubscriptionsSql.ts"
import { tenantsLayer } from "./platform/TenantsSql.ts"
import { TenantSql, unitOfWorkLayer } from "./TenantSql.ts"

/** Every port that PostgreSQL answers for, over one door. Each host brings its own `Connect`. */
export const stores = Layer.mergeAll(
  unitOfWorkLayer,
  admissionLayer,
  actorsLayer,
  apiKeysLayer,
  auditTrailLayer,
  eventLogLayer,
  eventsLayer,
  idempotencyLayer,
  jobStoreLayer,
  filesLayer,
  membersLayer,
  oidcProvidersLayer,
  tenantsLayer,
  webhookSubscriptionsLayer,
  webhookDeliveriesLayer,
  sealedStoreLayer,
  providerAccountsLayer,
  transfersLayer,
  transferBatchesLayer,
  mappedIbansLayer,
  bankRequestsLayer,
  onboardingsLayer,
  standingOrdersLayer,
  accountStatementsLayer,
  dueItemsLayer,
  paymentBatchesLayer,
  bankConditionsLayer,
  signingAuthoritiesLayer,
  forwardContractsLayer,
  treasuryAccountsLayer,
  treasuryContractsLayer,
  treasuryFlowsLayer,
  sweepsLayer,
  providerConnectionsLayer,
  providerIntentsLayer,
  processesLayer,
  providerRoutesLayer,
  conservationLayer,
  suiteOverviewLayer,
  paymentsLayer,
  disputesLayer,
  gatewaySubscriptionsLayer,
  subscriptionsLayer,
  settlementsLayer,
  paymentMethodsLayer,
  notificationAddressesLayer,
  notificationGateLayer,
  notificationsLayer,
  resourceMarksLayer,
  financingsLayer,
  invoiceDraftsLayer,
  creditsLayer,
  overdraftsLayer,
  covenantsLayer,
  collateralsLayer,
  cardsLayer,
  cardBudgetsLayer,
  cardRequestsLayer,
  cardHoldersLayer,
  cardDisputesLayer,
  cardSubscriptionsLayer,
  cardPaymentsLayer,
  bankFeedLayer,
  booksLayer,
  fecImportsLayer,
  draftsLayer,
  ledgerLayer,
  letteringsLayer,
  financialEventsLayer,
  postingRulesLayer,
  reportsLayer,
  ledgerControlsLayer,
  closingsLayer,
  spreadsLayer,
  analyticsLayer
).pipe(Layer.provideMerge(TenantSql.layer))

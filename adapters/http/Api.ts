import { HttpApi, OpenApi } from "effect/http-api"
import { withExamples } from "./contract/reference.ts"
import { BankingApi } from "./finance/banking.api.ts"
import { ProviderAccountsApi } from "./finance/providerAccounts.api.ts"
import { AnalyticsApi } from "./finance/analytics.api.ts"
import { BooksApi } from "./finance/books.api.ts"
import { FecApi } from "./finance/fec.api.ts"
import { LedgerApi } from "./finance/ledger.api.ts"
import { LetteringApi } from "./finance/lettering.api.ts"
import { TransferBatchesApi } from "./finance/transferBatches.api.ts"
import { TransfersApi } from "./finance/transfers.api.ts"
import { AccountStatementsApi } from "./finance/accountStatements.api.ts"
import { DueItemsApi } from "./finance/dueItems.api.ts"
import { BankFeesApi } from "./finance/bankFees.api.ts"
import { AuthoritiesApi } from "./finance/authorities.api.ts"
import { ForwardsApi } from "./finance/forwards.api.ts"
import { TreasuryApi } from "./finance/treasury.api.ts"
import { PaymentBatchesApi } from "./finance/paymentBatches.api.ts"
import { OnboardingsApi } from "./finance/onboardings.api.ts"
import { StandingOrdersApi } from "./finance/standingOrders.api.ts"
import { BankRequestsApi } from "./finance/bankRequests.api.ts"
import { VirtualIbansApi } from "./finance/virtualIbans.api.ts"
import { CardBudgetsApi } from "./finance/cardBudgets.api.ts"
import { CardDisputesApi } from "./finance/cardDisputes.api.ts"
import { CardHoldersApi } from "./finance/cardHolders.api.ts"
import { CardRequestsApi } from "./finance/cardRequests.api.ts"
import { CardSubscriptionsApi } from "./finance/cardSubscriptions.api.ts"
import { CardsApi } from "./finance/cards.api.ts"
import { SuiteApi } from "./finance/suite.api.ts"
import { CreditApi } from "./finance/credit.api.ts"
import { CovenantsApi } from "./finance/covenants.api.ts"
import { OverdraftsApi } from "./finance/overdrafts.api.ts"
import { PaymentsApi } from "./finance/payments.api.ts"
import { SettlementsApi } from "./finance/settlements.api.ts"
import { DisputesApi } from "./finance/disputes.api.ts"
import { SubscriptionsApi } from "./finance/subscriptions.api.ts"
import { InvoiceDraftsApi } from "./finance/invoiceDrafts.api.ts"
import { FinancingApi } from "./finance/financing.api.ts"
import { ProvidersApi } from "./finance/providers.api.ts"
import { NotificationsApi } from "./finance/notifications.api.ts"
import { PostingApi } from "./finance/posting.api.ts"
import { ClosingApi } from "./finance/closing.api.ts"
import { ControlsApi } from "./finance/controls.api.ts"
import { SpreadsApi } from "./finance/spreads.api.ts"
import { ReportsApi } from "./finance/reports.api.ts"
import { FilesApi } from "./platform/files.api.ts"
import { JobsApi } from "./platform/jobs.api.ts"
import { AuditApi } from "./platform/audit.api.ts"
import { EventsApi } from "./platform/events.api.ts"
import { IdentityApi } from "./platform/identity.api.ts"
import { WebhooksApi } from "./platform/webhooks.api.ts"
import { TenancyApi } from "./platform/tenancy.api.ts"

/** The groups, in the order in which the reference shows them. */
const groups = HttpApi.make("azalscore")
  .add(TenancyApi)
  .add(JobsApi)
  .add(FilesApi)
  .add(IdentityApi)
  .add(AuditApi)
  .add(EventsApi)
  .add(WebhooksApi)
  .add(BooksApi)
  .add(BankingApi)
  .add(ProvidersApi)
  .add(PaymentsApi)
  .add(SubscriptionsApi)
  .add(DisputesApi)
  .add(SettlementsApi)
  .add(NotificationsApi)
  .add(FinancingApi)
  .add(InvoiceDraftsApi)
  .add(ProviderAccountsApi)
  .add(TransfersApi)
  .add(TransferBatchesApi)
  .add(VirtualIbansApi)
  .add(BankRequestsApi)
  .add(OnboardingsApi)
  .add(StandingOrdersApi)
  .add(AccountStatementsApi)
  .add(TreasuryApi)
  .add(BankFeesApi)
  .add(AuthoritiesApi)
  .add(ForwardsApi)
  .add(DueItemsApi)
  .add(PaymentBatchesApi)
  .add(CardsApi)
  .add(CardBudgetsApi)
  .add(CardRequestsApi)
  .add(CardHoldersApi)
  .add(CardDisputesApi)
  .add(CardSubscriptionsApi)
  .add(CreditApi)
  .add(OverdraftsApi)
  .add(CovenantsApi)
  .add(SuiteApi)
  .add(LedgerApi)
  .add(LetteringApi)
  .add(PostingApi)
  .add(SpreadsApi)
  .add(AnalyticsApi)
  .add(ReportsApi)
  .add(FecApi)
  .add(ControlsApi)
  .add(ClosingApi)
  .prefix("/v2")

/** What a caller sends is refused whole when it holds an unknown field; every wrong field is named, not the first. */
const strict = { onExcessProperty: "error", errors: "all" } as const

/** The whole contract: server, OpenAPI document and typed client all come from it. */
export class Api extends groups
  .annotate(HttpApi.ParamsParseOptions, strict)
  .annotate(HttpApi.QueryParseOptions, strict)
  .annotate(HttpApi.PayloadParseOptions, strict)
  .annotate(HttpApi.HeadersParseOptions, { errors: "all" })
  .annotateMerge(
    OpenApi.annotations({
      transform: withExamples(groups),
      title: "AZALSCORE",
      version: "2.0.0",
      description:
        "ERP for French small and middle-sized companies. Every answer is for the company of the credential alone. " +
        "Errors are RFC 9457 problem documents, in French or English by Accept-Language. " +
        "To try it, `npm start` prints an API key for each demo company: paste one under Authentication."
    })
  ) {}

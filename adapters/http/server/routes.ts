import { Effect, Layer } from "effect"
import { HttpRouter } from "effect/http"
import { HttpApiBuilder } from "effect/http-api"
import { Api } from "../Api.ts"
import { bankingHandlers } from "../finance/banking.http.ts"
import { analyticsHandlers } from "../finance/analytics.http.ts"
import { booksHandlers } from "../finance/books.http.ts"
import { fecHandlers } from "../finance/fec.http.ts"
import { ledgerHandlers } from "../finance/ledger.http.ts"
import { letteringHandlers } from "../finance/lettering.http.ts"
import { cardBudgetsHandlers } from "../finance/cardBudgets.http.ts"
import { cardDisputesHandlers } from "../finance/cardDisputes.http.ts"
import { cardHoldersHandlers } from "../finance/cardHolders.http.ts"
import { cardRequestsHandlers } from "../finance/cardRequests.http.ts"
import { cardSubscriptionsHandlers } from "../finance/cardSubscriptions.http.ts"
import { cardsHandlers } from "../finance/cards.http.ts"
import { suiteHandlers } from "../finance/suite.http.ts"
import { creditHandlers } from "../finance/credit.http.ts"
import { covenantsHandlers } from "../finance/covenants.http.ts"
import { overdraftsHandlers } from "../finance/overdrafts.http.ts"
import { paymentsHandlers } from "../finance/payments.http.ts"
import { settlementsHandlers } from "../finance/settlements.http.ts"
import { disputesHandlers } from "../finance/disputes.http.ts"
import { subscriptionsHandlers } from "../finance/subscriptions.http.ts"
import { invoiceDraftsHandlers } from "../finance/invoiceDrafts.http.ts"
import { financingHandlers } from "../finance/financing.http.ts"
import { providerAccountsHandlers } from "../finance/providerAccounts.http.ts"
import { transferBatchesHandlers } from "../finance/transferBatches.http.ts"
import { transfersHandlers } from "../finance/transfers.http.ts"
import { accountStatementsHandlers } from "../finance/accountStatements.http.ts"
import { dueItemsHandlers } from "../finance/dueItems.http.ts"
import { bankFeesHandlers } from "../finance/bankFees.http.ts"
import { authoritiesHandlers } from "../finance/authorities.http.ts"
import { forwardsHandlers } from "../finance/forwards.http.ts"
import { treasuryHandlers } from "../finance/treasury.http.ts"
import { paymentBatchesHandlers } from "../finance/paymentBatches.http.ts"
import { onboardingsHandlers } from "../finance/onboardings.http.ts"
import { standingOrdersHandlers } from "../finance/standingOrders.http.ts"
import { bankRequestsHandlers } from "../finance/bankRequests.http.ts"
import { virtualIbansHandlers } from "../finance/virtualIbans.http.ts"
import { providersHandlers } from "../finance/providers.http.ts"
import { notificationsHandlers } from "../finance/notifications.http.ts"
import { postingHandlers } from "../finance/posting.http.ts"
import { closingHandlers } from "../finance/closing.http.ts"
import { controlsHandlers } from "../finance/controls.http.ts"
import { spreadsHandlers } from "../finance/spreads.http.ts"
import { reportsHandlers } from "../finance/reports.http.ts"
import { filesHandlers } from "../platform/files.http.ts"
import { jobsHandlers } from "../platform/jobs.http.ts"
import { auditHandlers } from "../platform/audit.http.ts"
import { eventsHandlers } from "../platform/events.http.ts"
import { identityHandlers } from "../platform/identity.http.ts"
import { webhooksHandlers } from "../platform/webhooks.http.ts"
import { tenancyHandlers } from "../platform/tenancy.http.ts"
import { authorisationIntake } from "./authorisationIntake.ts"
import { notificationIntake } from "./notificationIntake.ts"
import { credentialLayer } from "./credential.ts"
import { shell } from "./shell.ts"

const handlers = Layer.mergeAll(
  tenancyHandlers,
  jobsHandlers,
  filesHandlers,
  identityHandlers,
  auditHandlers,
  eventsHandlers,
  webhooksHandlers,
  booksHandlers,
  bankingHandlers,
  providersHandlers,
  paymentsHandlers,
  subscriptionsHandlers,
  disputesHandlers,
  dueItemsHandlers,
  treasuryHandlers,
  bankFeesHandlers,
  authoritiesHandlers,
  forwardsHandlers,
  paymentBatchesHandlers,
  settlementsHandlers,
  notificationsHandlers,
  financingHandlers,
  invoiceDraftsHandlers,
  providerAccountsHandlers,
  transfersHandlers,
  transferBatchesHandlers,
  virtualIbansHandlers,
  bankRequestsHandlers,
  onboardingsHandlers,
  standingOrdersHandlers,
  accountStatementsHandlers,
  cardsHandlers,
  cardBudgetsHandlers,
  cardRequestsHandlers,
  cardHoldersHandlers,
  cardDisputesHandlers,
  cardSubscriptionsHandlers,
  creditHandlers,
  overdraftsHandlers,
  covenantsHandlers,
  suiteHandlers,
  ledgerHandlers,
  fecHandlers,
  letteringHandlers,
  postingHandlers,
  spreadsHandlers,
  analyticsHandlers,
  reportsHandlers,
  controlsHandlers,
  closingHandlers
)

/** Every route of the contract, and the contract itself at `/openapi.json`. */
const routes = HttpApiBuilder.layer(Api, { openapiPath: "/openapi.json" }).pipe(
  Layer.provide(handlers),
  Layer.provide(credentialLayer)
)

/**
 * The service as one effect from request to response, the same on every host; `pages` is what a host serves besides
 * the contract, such as its reference.
 */
export const service = <E, R>(pages: Layer.Layer<never, E, R>) =>
  Effect.map(
    HttpRouter.toHttpEffect(Layer.mergeAll(routes, notificationIntake, authorisationIntake, pages)),
    shell
  )

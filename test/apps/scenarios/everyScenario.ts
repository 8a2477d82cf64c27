import type { Layer } from "effect"
import type { Host } from "../../support/hosts.ts"
import { analyticsScenarios } from "./analytics.ts"
import { auditScenarios } from "./audit.ts"
import { authorisationScenarios } from "./authorisations.ts"
import { bankAgreementScenarios } from "./bankAgreement.ts"
import { bankFeeScenarios } from "./bankFees.ts"
import { bankOrderScenarios } from "./bankOrders.ts"
import { bankingScenarios } from "./banking.ts"
import { cardScenarios } from "./cards.ts"
import { creditScenarios } from "./credit.ts"
import { covenantScenarios } from "./covenants.ts"
import { overdraftScenarios } from "./overdrafts.ts"
import { eventsScenarios } from "./events.ts"
import { fecScenarios } from "./fec.ts"
import { financingScenarios } from "./financing.ts"
import { identityScenarios } from "./identity.ts"
import { jobsScenarios } from "./jobs.ts"
import { ledgerScenarios } from "./ledger.ts"
import { letteringScenarios } from "./lettering.ts"
import { notificationAttacks } from "./notificationAttacks.ts"
import { notificationScenarios } from "./notifications.ts"
import { oidcScenarios } from "./oidc.ts"
import { paymentScenarios } from "./payments.ts"
import { platformScenarios } from "./platform.ts"
import { postingScenarios } from "./posting.ts"
import { providersScenarios } from "./providers.ts"
import { closingScenarios } from "./closing.ts"
import { controlScenarios } from "./controls.ts"
import { reportScenarios } from "./reports.ts"
import { forwardScenarios } from "./forwards.ts"
import { signingAuthorityScenarios } from "./signingAuthorities.ts"
import { siteScenarios } from "./site.ts"
import { spreadScenarios } from "./spreads.ts"
import { treasuryScenarios } from "./treasury.ts"
import { treasuryPositionScenarios } from "./treasuryPosition.ts"
import { transferScenarios } from "./transfers.ts"
import { subscriptionScenarios } from "./subscriptions.ts"
import { suiteScenarios } from "./suite.ts"
import { traceScenarios } from "./trace.ts"
import { webhookScenarios } from "./webhooks.ts"

/** What every host answers alike: one line for each file of scenarios. */
export const everyScenario = <E>(name: string, host: Layer.Layer<Host, E>) => {
  analyticsScenarios(name, host)
  auditScenarios(name, host)
  authorisationScenarios(name, host)
  bankAgreementScenarios(name, host)
  bankFeeScenarios(name, host)
  bankOrderScenarios(name, host)
  bankingScenarios(name, host)
  cardScenarios(name, host)
  creditScenarios(name, host)
  overdraftScenarios(name, host)
  covenantScenarios(name, host)
  eventsScenarios(name, host)
  fecScenarios(name, host)
  financingScenarios(name, host)
  identityScenarios(name, host)
  jobsScenarios(name, host)
  ledgerScenarios(name, host)
  letteringScenarios(name, host)
  notificationAttacks(name, host)
  notificationScenarios(name, host)
  oidcScenarios(name, host)
  paymentScenarios(name, host)
  platformScenarios(name, host)
  postingScenarios(name, host)
  providersScenarios(name, host)
  closingScenarios(name, host)
  controlScenarios(name, host)
  reportScenarios(name, host)
  forwardScenarios(name, host)
  signingAuthorityScenarios(name, host)
  siteScenarios(name, host)
  spreadScenarios(name, host)
  subscriptionScenarios(name, host)
  suiteScenarios(name, host)
  traceScenarios(name, host)
  transferScenarios(name, host)
  treasuryScenarios(name, host)
  treasuryPositionScenarios(name, host)
  webhookScenarios(name, host)
}
